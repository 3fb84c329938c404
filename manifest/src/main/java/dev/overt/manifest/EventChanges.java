package dev.overt.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What changes of events and their properties mean. */
final class EventChanges {
    /** Keys that a property has whatever its type is. */
    private static final Set<String> OF_EVERY_TYPE = Set.of("of", "optional", "what", "expires", "from");

    private EventChanges() {}

    static List<Change> event(Step step) {
        if (step.isRemoved()) {
            return List.of(step.narrows(step.subject() + " is not reported any more."));
        }
        if (!step.isAdded()) {
            return Classification.deeper(step.children());
        }
        Map<String, Object> properties = Step.map(step.nowMap().get("properties"));
        String with = properties.isEmpty() ? "" : ", with " + Step.quote(properties.keySet());
        return List.of(step.widens(step.subject() + " is a new event" + with + "."));
    }

    /** The labels of a bucket follow its bounds. */
    static List<Change> property(Step step) {
        if (step.isRemoved()) {
            return List.of(step.narrows(step.subject() + " is not reported any more."));
        }
        if (step.isAdded()) {
            return List.of(step.widens(step.subject() + " is reported now: " + TypeChange.noun(step.nowMap()) + "."));
        }
        if (!step.child("type").isSame()) {
            return otherType(step);
        }
        boolean sameBounds = step.child("bounds").isSame();
        return Classification.deeper(step.children().stream()
                .filter(child -> sameBounds || !child.last().equals("labels"))
                .toList());
    }

    /** Beside the type, only what every type has can be compared. */
    private static List<Change> otherType(Step step) {
        List<Change> changes = new ArrayList<>(List.of(TypeChange.judge(step)));
        List<Step> comparable = step.children().stream()
                .filter(child -> OF_EVERY_TYPE.contains(child.last()))
                .toList();
        changes.addAll(Classification.deeper(comparable));
        return changes;
    }

    static Change trigger(Step step) {
        return step.widens(step.subject() + " is recorded at another moment: " + trigger(step.now()) + " instead of "
                + trigger(step.old()) + ".");
    }

    static Change fact(Step step) {
        return step.widens(step.subject() + " reports another fact: " + fact(step.now()) + " instead of "
                + fact(step.old()) + ".");
    }

    /** The days sort as text. */
    static Change expires(Step step) {
        if (step.isRemoved()) {
            return step.widens(step.subject() + " does not expire any more.");
        }
        String what = step.subject() + " expires on " + step.now();
        if (step.isAdded()) {
            return step.narrows(what + "; it did not expire.");
        }
        boolean earlier = String.valueOf(step.now()).compareTo(String.valueOf(step.old())) < 0;
        what += " instead of " + step.old() + ".";
        return earlier ? step.narrows(what) : step.widens(what);
    }

    /** Whoever sent the event without the property has to send it now; the other way round nothing new is said. */
    static Change optional(Step step) {
        return Boolean.TRUE.equals(step.now())
                ? step.narrows("An event may lack " + step.subject() + ".")
                : step.widens("Every event has " + step.subject() + "; some lacked it.");
    }

    /** What is kept stays within what is declared, whoever sends it and by whatever name. */
    static List<Change> from(Step step) {
        List<Change> changes = new ArrayList<>();
        if (!step.addedWords().isEmpty()) {
            changes.add(step.neutral("What other clients call " + Step.quote(step.addedWords()) + " is taken as "
                    + step.subject() + " too."));
        }
        if (!step.removedWords().isEmpty()) {
            changes.add(step.neutral("What other clients call " + Step.quote(step.removedWords()) + " is not taken as "
                    + step.subject() + " any more."));
        }
        if (changes.isEmpty()) {
            changes.add(step.neutral("Of what other clients send, " + Step.quote(Step.words(step.now())) + " is "
                    + step.subject() + ", in this order."));
        }
        return changes;
    }

    static List<Change> values(Step step) {
        List<Change> changes = new ArrayList<>();
        if (!step.addedWords().isEmpty()) {
            changes.add(step.widens(step.subject() + " takes " + Step.quote(step.addedWords()) + " too."));
        }
        if (!step.removedWords().isEmpty()) {
            changes.add(step.narrows(step.subject() + " takes " + Step.quote(step.removedWords()) + " no more."));
        }
        if (changes.isEmpty()) {
            changes.add(step.neutral("The values of " + step.subject() + " stand in another order."));
        }
        return changes;
    }

    /** Another word for all else tells nothing more. */
    static Change otherwise(Step step) {
        if (step.isRemoved()) {
            return step.narrows(
                    step.subject() + " drops what is not listed; it was counted as " + Step.quote(step.old()) + ".");
        }
        String what = step.subject() + " counts what is not listed as " + Step.quote(step.now());
        return step.isAdded()
                ? step.widens(what + "; it was dropped.")
                : step.neutral(what + " instead of " + Step.quote(step.old()) + ".");
    }

    static Change bounds(Step step) {
        List<String> added = step.addedWords();
        return added.isEmpty()
                ? step.narrows("The ranges of " + step.subject() + " are wider: fewer of them are told apart.")
                : step.widens("The ranges of " + step.subject() + " are others, with a bound at " + Step.quote(added)
                        + ": more can be told apart.");
    }

    private static String trigger(@Nullable Object word) {
        return word == null ? "a call of the tool's code" : Step.quote(word);
    }

    private static String fact(@Nullable Object word) {
        return word == null ? "what the tool's code passes" : Step.quote(word);
    }
}
