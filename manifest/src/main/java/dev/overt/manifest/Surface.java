package dev.overt.manifest;

/** Where events come from. */
public enum Surface {
    /** The tool itself, a program on a JVM. */
    TOOL,
    /** A script that installs the product. */
    INSTALLER,
    /** The entrypoint of a container. */
    CONTAINER,
    /** A page in a browser. */
    WEB
}
