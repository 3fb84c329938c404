package dev.overt.collector.enforce;

import dev.overt.collector.log.DropReason;
import java.util.List;
import java.util.function.UnaryOperator;

/** A word for a part of a machine, which programs spell in many ways. */
final class MachineWord implements PropertyRule {
    private final OneWord words;
    private final UnaryOperator<String> meant;

    /**
     * @param names the words that are kept, {@code other} among them
     * @param meant turns another spelling into its word, and leaves what it does not know
     */
    MachineWord(List<String> names, UnaryOperator<String> meant) {
        this.words = new OneWord(names, "other");
        this.meant = meant;
    }

    @Override
    public Checked check(Object value) {
        Checked checked = words.check(value);
        return checked.reason() == DropReason.UNKNOWN_VALUE && value instanceof String spelling
                ? words.check(meant.apply(spelling))
                : checked;
    }
}
