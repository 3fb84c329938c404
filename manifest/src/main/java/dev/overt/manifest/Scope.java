package dev.overt.manifest;

/** Where a property is declared, which decides who can fill it in. */
enum Scope {
    /** In {@code common:}, so on every event, whoever records it. */
    COMMON(Trigger.CALL),
    /** In an event that the tool's own code records. */
    CALL(Trigger.CALL),
    /** In the event of a finished command. */
    COMMAND(Trigger.COMMAND),
    /** In an event of the first run. */
    FIRST_RUN(Trigger.FIRST_RUN),
    /** In an event whose trigger is wrong. */
    UNKNOWN(Trigger.CALL);

    private final Trigger trigger;

    Scope(Trigger trigger) {
        this.trigger = trigger;
    }

    Trigger trigger() {
        return trigger;
    }

    /** Whether the result of a command is known here. */
    boolean knowsCommand() {
        return this == COMMAND || this == UNKNOWN;
    }

    /** Whether a caller can pass a value. */
    boolean hasCaller() {
        return this == CALL || this == UNKNOWN;
    }
}
