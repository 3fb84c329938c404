package dev.overt.manifest;

/** What ties the events of one installation together. */
public enum Identity {
    /** A random id of the installation, derived from nothing. */
    INSTALL_ID,
    /** A fresh id for each event. */
    PER_EVENT,
    /** Nothing. */
    NONE
}
