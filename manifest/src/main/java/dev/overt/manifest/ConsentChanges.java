package dev.overt.manifest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What changes of consent and identity mean. */
final class ConsentChanges {
    private static final Judge KIND =
            Judge.ranked(List.of("none", "per-event", "install-id"), "The id that events carry is");

    private ConsentChanges() {}

    static Change covers(Step step) {
        String numbers = "`covers` is " + step.now() + " instead of " + step.old() + ", so ";
        return step.growth() > 0
                ? step.neutral(numbers + "an answer given before does not count any more, and people are asked anew.")
                : step.widens(numbers + "an answer counts that was given to less than is collected.");
    }

    /** A state comes with the first event of the tool itself and goes with the last. */
    static Change state(Step step) {
        if (step.isAdded() || step.isRemoved()) {
            String now = step.isAdded() ? "kept in " + Step.quote(step.now()) : "not kept any more";
            return step.neutral("A person's choice for the tool is " + now + ".");
        }
        return step.widens("A person's choice is kept in " + Step.quote(step.now()) + " instead of "
                + Step.quote(step.old()) + ", so an earlier refusal is not found.");
    }

    /** A file matters only where the id is kept before and after. */
    static List<Change> identity(Step step) {
        Step kind = step.child("kind");
        if (!kind.isSame()) {
            return KIND.changes(kind);
        }
        Step file = step.child("file");
        return List.of(file.widens("The id is kept in " + place(file.now()) + " instead of " + place(file.old())
                + ", so what was recorded under the earlier one is not found by it."));
    }

    /** A banner comes with the first event of a page and goes with the last. */
    static List<Change> web(Step step) {
        if (step.isAdded()) {
            return List.of(step.neutral("Pages ask, by a banner, before they report."));
        }
        return step.isRemoved()
                ? List.of(step.narrows("Pages neither ask nor report any more."))
                : Classification.deeper(step.children());
    }

    private static String place(@Nullable Object file) {
        return file == null ? "the file of the choice" : Step.quote(file);
    }
}
