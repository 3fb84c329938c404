package dev.overt.manifest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Manifests made of one file by edits.
 *
 * @param original the file as it is
 * @param single each an edit away from it
 * @param several each some edits away from it
 */
record Variants(Manifest original, List<Manifest> single, List<Manifest> several) {
    private static final String PROPERTIES = """
            {text: {type: text, max: 100, justification: It is needed.}, name: {type: name}, flag: {type: boolean},
             one: {type: enum, values: [run, ok]}, two: {type: enum, values: [run, new, doctor, other]},
             small: {type: integer, min: 0, max: 10}, half: {type: number, min: 0, max: 10, decimals: 1},
             os: {type: os}, arch: {type: arch, optional: true}, list: {type: list, values: [run, new]},
             range: {type: bucket, of: count, bounds: [1, 100]}, version: {type: version}, hash: {type: hash},
             words: {type: enum, values: [Linux, Darwin], otherwise: other}, session: {type: session-id}}
            """;

    static Variants of(Path file, Random random, int singles, int several) {
        Map<String, Object> tree = YamlSource.tree(file);
        List<Edit> edits = new ArrayList<>(Edit.all(tree));
        edits.addAll(otherProperties(edits));
        Collections.shuffle(edits, random);
        edits.addAll(0, otherOrders(tree, random));
        List<Edit> accepted = new ArrayList<>();
        List<Manifest> single = new ArrayList<>();
        for (Edit edit : edits) {
            Manifest manifest = accepted.size() < singles ? edited(tree, List.of(edit)) : null;
            if (manifest != null) {
                accepted.add(edit);
                single.add(manifest);
            }
        }
        List<Manifest> mixed = new ArrayList<>();
        while (mixed.size() < several) {
            Collections.shuffle(accepted, random);
            Manifest manifest = edited(tree, accepted.subList(0, 2 + random.nextInt(4)));
            if (manifest != null) {
                mixed.add(manifest);
            }
        }
        return new Variants(YamlSource.manifest(tree), single, mixed);
    }

    List<Manifest> all() {
        return Stream.of(List.of(original), single, several)
                .flatMap(List::stream)
                .toList();
    }

    private static @Nullable Manifest edited(Map<String, Object> original, List<Edit> edits) {
        Map<String, Object> tree = YamlSource.copy(original);
        edits.forEach(edit -> edit.apply(tree));
        return Edit.accepted(tree);
    }

    /** Every property with another type. */
    private static List<Edit> otherProperties(List<Edit> edits) {
        return edits.stream()
                .filter(edit -> edit.path().get(edit.path().size() - 1).equals("type"))
                .map(edit -> edit.path().subList(0, edit.path().size() - 1))
                .distinct()
                .flatMap(path -> YamlSource.tree(PROPERTIES).values().stream().map(other -> new Edit(path, other)))
                .toList();
    }

    private static List<Edit> otherOrders(Map<String, Object> tree, Random random) {
        List<Edit> orders = new ArrayList<>();
        for (String key : List.of("environment", "files")) {
            List<Map.Entry<String, Object>> entries =
                    new ArrayList<>(YamlSource.at(tree, "consent." + key).entrySet());
            for (int i = 0; i < 5; i++) {
                Collections.shuffle(entries, random);
                Map<String, Object> other = new LinkedHashMap<>();
                entries.forEach(entry -> other.put(entry.getKey(), entry.getValue()));
                orders.add(new Edit(List.of("consent", key), other));
            }
        }
        return orders;
    }
}
