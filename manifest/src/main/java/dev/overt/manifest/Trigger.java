package dev.overt.manifest;

/** What makes an event be recorded. */
public enum Trigger {
    /** A call of the generated method. */
    CALL,
    /** The command-line hook, when a command has finished. */
    COMMAND,
    /** The client, in the first run of an installation in which telemetry is on. */
    FIRST_RUN
}
