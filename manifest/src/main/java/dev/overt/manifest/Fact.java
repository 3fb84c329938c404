package dev.overt.manifest;

/** Something that the client knows by itself and fills into a property with {@code of:}. */
public enum Fact {
    /** Name of the command that ran. */
    COMMAND(true),
    /** {@code ok} or {@code error}. */
    OUTCOME(true),
    /** Exit code of the command. */
    EXIT_CODE(true),
    /** What made the command fail; absent where it did not. */
    ERROR(true),
    /** How long the command took. */
    DURATION(true),
    /** Whether standard input is a terminal. */
    TERMINAL(false),
    /** Whether the run is in CI. */
    CI(false),
    /** Version of the product. */
    PRODUCT(false),
    /** Version of the language runtime. */
    RUNTIME(false);

    private final boolean ofCommand;

    Fact(boolean ofCommand) {
        this.ofCommand = ofCommand;
    }

    /** How a manifest writes it. */
    public String word() {
        return Choice.word(this);
    }

    /** Whether it is known only once a command has finished. */
    public boolean ofCommand() {
        return ofCommand;
    }
}
