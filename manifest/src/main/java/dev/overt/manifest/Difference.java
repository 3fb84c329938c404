package dev.overt.manifest;

import java.util.List;

/**
 * What a manifest says differently from an earlier one. It compares their canonical forms, so that it is empty exactly
 * when their hashes agree.
 *
 * @param changes in the order of the canonical form
 * @param covered whether {@code consent.covers} was raised, so that an earlier answer does not cover what was widened
 */
public record Difference(List<Change> changes, boolean covered) {
    /** Makes the list immutable. */
    public Difference {
        changes = List.copyOf(changes);
    }

    /** What {@code now} says differently from {@code old}. */
    public static Difference between(Manifest old, Manifest now) {
        Step root = new Step(List.of(), CanonicalForm.tree(old), CanonicalForm.tree(now));
        boolean covered = now.consent().covers() > old.consent().covers();
        return new Difference(Classification.changes(root), covered);
    }

    /** Whether there is a widening among the changes. */
    public boolean widens() {
        return changes.stream().anyMatch(change -> change.kind() == Change.Kind.WIDENING);
    }
}
