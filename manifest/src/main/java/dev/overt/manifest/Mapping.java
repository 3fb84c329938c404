package dev.overt.manifest;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * One YAML mapping being read: hands out its values by key, and in the end reports the keys that nobody asked for.
 * An absent mapping has no values and reports nothing.
 */
final class Mapping {
    private final boolean present;
    private final Place place;
    private final String path;
    private final Problems problems;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    /** Misspelt keys of which a problem speaks already. */
    private final Set<String> reported = new HashSet<>();

    /** A key and its value. */
    record Entry(Value key, Value value) {}

    Mapping(MappingNode node, Place place, String path, Problems problems) {
        this.present = true;
        this.place = place;
        this.path = path;
        this.problems = problems;
        node.getValue().forEach(this::add);
    }

    private Mapping(String path, Problems problems) {
        this.present = false;
        this.place = Place.START;
        this.path = path;
        this.problems = problems;
    }

    static Mapping absent(String path, Problems problems) {
        return new Mapping(path, problems);
    }

    /** The value of a key that must be there; {@code example} is a value to propose. */
    Value required(String key, String example) {
        Value value = optional(key);
        if (present && !value.isPresent() && !reportMisspelt(key)) {
            problems.add(
                    place,
                    Rule.MISSING_KEY,
                    pathOf(key),
                    Problems.quote(pathOf(key)) + " is missing.",
                    "Add `" + key + ":`, for example `" + key + ": " + example + "`.");
        }
        return value;
    }

    /** Reports a key that is nearly {@code key} as that, where it stands; false if there is none. */
    private boolean reportMisspelt(String key) {
        List<String> others = entries.keySet().stream()
                .filter(other -> !known.contains(other))
                .toList();
        Optional<String> misspelt = Closest.to(key, others);
        misspelt.ifPresent(word -> {
            reported.add(word);
            Objects.requireNonNull(entries.get(word))
                    .key()
                    .error(
                            Rule.UNKNOWN_KEY,
                            Problems.quote(pathOf(word)) + " is not known.",
                            "Write `" + key + "`, if that is meant.");
        });
        return misspelt.isPresent();
    }

    /** The value of a key, or an absent one. */
    Value optional(String key) {
        known.add(key);
        Entry entry = entries.get(key);
        return entry == null ? Value.absent(pathOf(key), problems) : entry.value();
    }

    /** All keys and values of a mapping whose keys are names of the author's choice. */
    Collection<Entry> entries() {
        return entries.values();
    }

    /** Reports the keys that nobody asked for. */
    void close() {
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            String key = entry.getKey();
            if (!known.contains(key) && !reported.contains(key)) {
                entry.getValue()
                        .key()
                        .error(
                                Rule.UNKNOWN_KEY,
                                Problems.quote(pathOf(key)) + " is not known.",
                                Closest.hint(key, known) + "Known here: " + Value.list(known) + ".");
            }
        }
    }

    private void add(NodeTuple tuple) {
        Node keyNode = tuple.getKeyNode();
        Place keyPlace = Place.of(keyNode);
        if (!(keyNode instanceof ScalarNode scalar)) {
            problems.add(keyPlace, Rule.KIND, path, "A key is a list or a mapping.", "Write a name before the colon.");
            return;
        }
        String key = scalar.getValue();
        if (entries.containsKey(key)) {
            problems.add(
                    keyPlace,
                    Rule.DUPLICATE_KEY,
                    pathOf(key),
                    Problems.quote(pathOf(key)) + " stands here twice.",
                    "Remove one.");
            return;
        }
        Node node = tuple.getValueNode();
        boolean placedByKey =
                !(node instanceof ScalarNode written) || written.getValue().isEmpty();
        Value value = new Value(node, placedByKey ? keyPlace : Place.of(node), pathOf(key), problems);
        entries.put(key, new Entry(new Value(keyNode, keyPlace, pathOf(key), problems), value));
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
