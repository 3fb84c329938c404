package dev.overt.manifest;

import java.util.Map;

/** What makes an event be recorded. */
public enum Trigger {
    /** A call of the generated method. */
    CALL(Surface.TOOL),
    /** The command-line hook, when a command has finished. */
    COMMAND(Surface.TOOL),
    /** The client, in the first run of an installation in which telemetry is on. */
    FIRST_RUN(Surface.TOOL),
    /** An installer has found out what to install. */
    INSTALL_START(Surface.INSTALLER),
    /** An installer has ended well. */
    INSTALL_COMPLETE(Surface.INSTALLER),
    /** An installer has ended in any other way. */
    INSTALL_FAILED(Surface.INSTALLER),
    /** A container has started where none had before. */
    CONTAINER_INSTALL(Surface.CONTAINER),
    /** A container has started with another version than the one before. */
    CONTAINER_UPDATE(Surface.CONTAINER),
    /** A page has been opened. */
    PAGE_VIEW(Surface.WEB);

    private final Surface surface;

    Trigger(Surface surface) {
        this.surface = surface;
    }

    /** Where it happens. */
    public Surface surface() {
        return surface;
    }

    /** How a manifest writes each; a call of the tool's own code is not written. */
    static Map<String, Trigger> words() {
        Map<String, Trigger> words = Choice.among(values());
        words.remove(CALL.word());
        return words;
    }

    /** How a manifest writes it. */
    public String word() {
        return Choice.word(this);
    }
}
