package dev.overt.manifest;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Something that is known where an event happens, and filled into a property with {@code of:}. */
public enum Fact {
    /** Name of the command that ran. */
    COMMAND(Trigger.COMMAND),
    /** {@code ok} or {@code error}. */
    OUTCOME(Trigger.COMMAND),
    /** Exit code of the command. */
    EXIT_CODE(Trigger.COMMAND),
    /** What made the command fail; absent where it did not. */
    ERROR(Trigger.COMMAND),
    /** How long the command took. */
    DURATION(Trigger.COMMAND),
    /** Whether standard input is a terminal. */
    TERMINAL(Surface.TOOL),
    /** Whether the run is in CI. */
    CI(Surface.TOOL, Surface.INSTALLER),
    /** Version of the product. */
    PRODUCT(Surface.TOOL, Surface.CONTAINER),
    /** Version of the language runtime. */
    RUNTIME(Surface.TOOL),
    /** The directory in which the tool runs. */
    DIRECTORY(Surface.TOOL),
    /** Version that is being installed. */
    RELEASE(Surface.INSTALLER),
    /** Which installer runs: {@code shell} or {@code powershell}. */
    INSTALLER(Surface.INSTALLER),
    /** Version of the product that ran before. */
    PREVIOUS(Trigger.CONTAINER_UPDATE),
    /** The page that was opened. */
    PAGE(Trigger.PAGE_VIEW);

    @SuppressWarnings("ImmutableEnumChecker") // never changed
    private final Set<Trigger> triggers;

    Fact(Trigger trigger) {
        this.triggers = EnumSet.of(trigger);
    }

    Fact(Surface... surfaces) {
        Predicate<Trigger> known = trigger -> Set.of(surfaces).contains(trigger.surface());
        this.triggers = Stream.of(Trigger.values()).filter(known).collect(Collectors.toSet());
    }

    /** How a manifest writes it. */
    public String word() {
        return Choice.word(this);
    }

    /** Whether it is known where {@code trigger} makes an event be recorded. */
    public boolean knownTo(Trigger trigger) {
        return triggers.contains(trigger);
    }

    /** Whether it is known only once a command has finished. */
    public boolean ofCommand() {
        return triggers.equals(EnumSet.of(Trigger.COMMAND));
    }
}
