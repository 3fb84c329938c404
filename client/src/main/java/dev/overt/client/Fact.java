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

    /**
     * What is known in this run; null where it is not. {@code run} is the command of a command event. By no switch: over
     * an enum it makes every run that records load two classes more.
     */
    @Nullable
    Object known(@Nullable CommandRun run, String productVersion, Surroundings surroundings) {
        if (this == TERMINAL) {
            return surroundings.inputIsTerminal();
        }
        if (this == CI) {
            return Consent.inCi(surroundings.environment());
        }
        if (this == PRODUCT) {
            return productVersion;
        }
        if (this == RUNTIME || this == DIRECTORY) {
            return surroundings.property(this == RUNTIME ? "java.version" : "user.dir");
        }
        return run == null ? null : of(run);
    }

    private @Nullable Object of(CommandRun run) {
        if (this == COMMAND) {
            return run.command();
        }
        if (this == OUTCOME) {
            return run.exitCode() == 0 ? "ok" : "error";
        }
        if (this == EXIT_CODE) {
            return (long) run.exitCode();
        }
        return this == ERROR ? run.error() : (Object) run.durationMillis();
    }
}
