package dev.overt.client;

import org.jspecify.annotations.Nullable;

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
    RUNTIME,
    /** The directory in which the tool runs; only a hash of it can be recorded. */
    DIRECTORY;

    /** What is known in this run; null where it is not. {@code run} is the command of a command event. */
    @Nullable
    Object known(@Nullable CommandRun run, String productVersion, Surroundings surroundings) {
        return switch (this) {
            case COMMAND -> run == null ? null : run.command();
            case OUTCOME -> run == null ? null : run.exitCode() == 0 ? "ok" : "error";
            case EXIT_CODE -> run == null ? null : (Object) (long) run.exitCode();
            case ERROR -> run == null ? null : run.error();
            case DURATION -> run == null ? null : (Object) run.durationMillis();
            case TERMINAL -> surroundings.inputIsTerminal();
            case CI -> Consent.inCi(surroundings.environment());
            case PRODUCT -> productVersion;
            case RUNTIME -> surroundings.property("java.version");
            case DIRECTORY -> surroundings.property("user.dir");
        };
    }
}
