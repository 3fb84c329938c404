package dev.overt.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a difference at one kind of place means. In its texts, the first {@code %s} is what the place belongs to. */
@FunctionalInterface
interface Judge {
    List<Change> changes(Step step);

    /** A place whose difference is one change. */
    static Judge one(Function<Step, Change> judge) {
        return step -> List.of(judge.apply(step));
    }

    /** What makes no difference to what is collected. */
    static Judge neutral(String noun) {
        return one(step -> step.neutral(
                noun.formatted(step.subject()) + (step.isRemoved() ? " is not given any more." : now(step))));
    }

    /** What must not change, since something is lost; {@code noun} begins and {@code loss} ends the sentence. */
    static Judge widening(String noun, String loss) {
        return one(step -> step.widens(noun.formatted(step.subject()) + " is " + shown(step.now()) + " instead of "
                + shown(step.old()) + loss));
    }

    /** A word of which each in {@code order} goes further than the one before. */
    static Judge ranked(List<String> order, String noun) {
        return one(step -> {
            int now = order.indexOf(String.valueOf(step.now()));
            int old = order.indexOf(String.valueOf(step.old()));
            boolean less = now >= 0 && now < old;
            return step.change(
                    less ? Change.Kind.NARROWING : Change.Kind.WIDENING,
                    noun.formatted(step.subject()) + " " + Step.quote(step.now()) + " instead of "
                            + Step.quote(step.old()) + (less ? ", which is less." : ", which is more."));
        });
    }

    /** A number of which more means more is collected. */
    static Judge upward(String noun) {
        return one(step ->
                step.change(step.growth() < 0 ? Change.Kind.NARROWING : Change.Kind.WIDENING, number(noun, step)));
    }

    /** A number of which less means more is collected. */
    static Judge downward(String noun) {
        return one(step ->
                step.change(step.growth() > 0 ? Change.Kind.NARROWING : Change.Kind.WIDENING, number(noun, step)));
    }

    /** A set of words; the second {@code %s} of its texts is the words that came or went. */
    static Judge words(Change.Kind added, String addedText, Change.Kind removed, String removedText) {
        return step -> {
            List<Change> changes = new ArrayList<>();
            if (!step.addedWords().isEmpty()) {
                String words = Step.quote(step.addedWords());
                changes.add(step.change(added, addedText.formatted(step.subject(), words)));
            }
            if (!step.removedWords().isEmpty()) {
                String words = Step.quote(step.removedWords());
                changes.add(step.change(removed, removedText.formatted(step.subject(), words)));
            }
            return changes;
        };
    }

    private static String number(String noun, Step step) {
        return noun.formatted(step.subject()) + " " + Step.quote(step.now()) + " instead of " + Step.quote(step.old())
                + ".";
    }

    private static String shown(@Nullable Object word) {
        return word == null ? "what is not said" : Step.quote(word);
    }

    private static String now(Step step) {
        return step.now() instanceof List<?> list
                ? " is worded: " + Step.quote(Step.words(list)) + "."
                : " is now "
                        + Problems.quote(
                                String.valueOf(step.now()).replace('\n', ' ').replace('`', '\'')) + ".";
    }
}
