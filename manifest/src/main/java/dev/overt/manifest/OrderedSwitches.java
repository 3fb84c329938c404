package dev.overt.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What changes of {@code consent.environment} or {@code consent.files} mean: lists of switches, of which the first that
 * says something decides.
 *
 * @param key the key by which a switch is known from one manifest to the next
 */
record OrderedSwitches(String key) implements Judge {
    static final Judge ENVIRONMENT = new OrderedSwitches("name");
    static final Judge FILES = new OrderedSwitches("path");

    @Override
    public List<Change> changes(Step step) {
        Map<String, Map<String, Object>> old = byKey(step.old());
        Map<String, Map<String, Object>> now = byKey(step.now());
        List<Change> changes = new ArrayList<>();
        old.forEach((name, rule) -> {
            Step one = at(step, name, rule, now.get(name));
            changes.addAll(one.isRemoved() ? List.of(removed(one)) : altered(one));
        });
        now.forEach((name, rule) -> {
            if (!old.containsKey(name)) {
                changes.add(added(at(step, name, null, rule)));
            }
        });
        Change order = order(step, old, now);
        if (order != null) {
            changes.add(order);
        }
        return changes;
    }

    private static Change added(Step step) {
        String subject = subject(step);
        if (step.nowMap().containsKey("collector")) {
            return step.neutral(subject + " leads to a collector of a person's choice.");
        }
        if (step.nowMap().containsKey("debug")) {
            return step.narrows(subject + " shows what would be sent, and sends nothing.");
        }
        return turnsOn(step.nowMap())
                ? step.widens(subject + " can turn telemetry on, before the stored choice is asked.")
                : step.narrows(subject + " turns telemetry off.");
    }

    private static Change removed(Step step) {
        String subject = subject(step);
        if (step.oldMap().containsKey("collector")) {
            return step.widens(subject + " does not lead to a collector of a person's choice any more.");
        }
        return step.oldMap().containsKey("debug")
                ? step.widens(subject + " does not keep events from being sent any more.")
                : step.widens(subject + " does not turn telemetry off any more.");
    }

    private static List<Change> altered(Step step) {
        if (step.isSame()) {
            return List.of();
        }
        if (!form(step.oldMap()).equals(form(step.nowMap()))) {
            return List.of(step.widens(subject(step) + " is read in another way: " + written(step.now())
                    + " instead of " + written(step.old()) + "."));
        }
        List<Change> changes = new ArrayList<>();
        Step on = step.child("on");
        Step off = step.child("off");
        words(changes, subject(step) + " turns telemetry on by %s", on, Change.Kind.WIDENING);
        words(changes, subject(step) + " turns telemetry off by %s", off, Change.Kind.NARROWING);
        if (!step.child("set-by").isSame()) {
            changes.add(step.neutral("The words on how " + subject(step) + " is set are others."));
        }
        return changes;
    }

    /** Where words come, the change is of {@code kind}; where they go, it is of the opposite kind. */
    private static void words(List<Change> changes, String what, Step step, Change.Kind kind) {
        Change.Kind opposite = kind == Change.Kind.WIDENING ? Change.Kind.NARROWING : Change.Kind.WIDENING;
        List<String> added = step.addedWords();
        List<String> removed = step.removedWords();
        if (!added.isEmpty()) {
            changes.add(step.change(kind, what.formatted(Step.quote(added)) + " too."));
        }
        if (!removed.isEmpty()) {
            changes.add(step.change(opposite, what.formatted(Step.quote(removed)) + " no more."));
        }
    }

    /** What never turns on may be asked earlier; any other order may let something else decide. */
    private static @Nullable Change order(
            Step step, Map<String, Map<String, Object>> old, Map<String, Map<String, Object>> now) {
        List<String> before = kept(old, now.keySet());
        List<String> after = kept(now, old.keySet());
        if (before.equals(after)) {
            return null;
        }
        String what = "The order is " + Step.quote(after) + " instead of " + Step.quote(before);
        boolean onEarlier =
                overtaking(before, after).stream().anyMatch(name -> turnsOn(Objects.requireNonNull(now.get(name))));
        return onEarlier
                ? step.widens(what + ": what can turn telemetry on is asked earlier.")
                : step.narrows(what + ": nothing that can turn telemetry on is asked earlier.");
    }

    /** Those that stand before another now and stood after it. */
    private static List<String> overtaking(List<String> before, List<String> after) {
        return after.stream()
                .filter(one -> before.subList(0, before.indexOf(one)).stream()
                        .anyMatch(other -> after.indexOf(other) > after.indexOf(one)))
                .toList();
    }

    private static List<String> kept(Map<String, Map<String, Object>> switches, Set<String> others) {
        return switches.keySet().stream().filter(others::contains).toList();
    }

    private static boolean turnsOn(Map<String, Object> rule) {
        return rule.containsKey("on");
    }

    /** All of a rule that is not a word which turns on or off, or wording. */
    private static List<Object> form(Map<String, Object> rule) {
        boolean truthy = "truthy".equals(rule.get("off"));
        return List.of(truthy, rule.containsKey("debug"), rule.containsKey("collector"), rule.getOrDefault("json", ""));
    }

    private static Step at(Step list, String name, @Nullable Object old, @Nullable Object now) {
        List<String> path = new ArrayList<>(list.path());
        path.add(name);
        return new Step(path, old, now);
    }

    private static String subject(Step step) {
        return Step.quote(step.last());
    }

    /** A rule without what it is the rule of. */
    private static String written(@Nullable Object rule) {
        Map<String, Object> shown = Step.map(rule);
        shown.remove("name");
        shown.remove("path");
        return Step.quote(JsonText.compact(shown).replace("\"", ""));
    }

    private Map<String, Map<String, Object>> byKey(@Nullable Object list) {
        Map<String, Map<String, Object>> switches = new LinkedHashMap<>();
        if (list instanceof List<?> items) {
            items.forEach(item -> switches.put(String.valueOf(Step.map(item).get(key)), Step.map(item)));
        }
        return switches;
    }
}
