package dev.overt.client;

/** Something the client knows by itself and fills into a property that asks for it. */
public enum Fact {
    /** Name of the command that ran; known in the command event only. */
    COMMAND,
    /** {@code ok} or {@code error}; known in the command event only. */
    OUTCOME,
    /** Exit code of the command; known in the command event only. */
    EXIT_CODE,
    /** What made the command fail; known in the command event only. */
    ERROR,
    /** How long the command took; known in the command event only. */
    DURATION,
    /** Whether standard input is a terminal. */
    TERMINAL,
    /** Whether the variable {@code CI} is set. */
    CI,
    /** Version of the product. */
    PRODUCT,
    /** Version of the language runtime. */
    RUNTIME
}
