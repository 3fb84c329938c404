package dev.overt.manifest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Writes a canonical form as a person writes a manifest, where the two differ. What is no canonical form stays wrong, for
 * {@link ManifestReader} to refuse.
 *
 * <pre>
 * consent.environment, consent.files   a mapping again, by name or path
 * bounds of a bucket                   as the labels tell that they were written; without the labels
 * intervals of delivery                in the largest unit that fits: 3600s is 1h
 * </pre>
 */
final class CanonicalReader {
    private static final Pattern SECONDS = Pattern.compile("([1-9][0-9]{0,17})s");

    private CanonicalReader() {}

    /** Maps, lists and strings. */
    static Object written(Node root) {
        Object manifest = tree(root);
        Map<String, Object> consent = mapping(manifest, "consent");
        consent.computeIfPresent("environment", (key, list) -> named(list, "name"));
        consent.computeIfPresent("files", (key, list) -> named(list, "path"));
        Map<String, Object> delivery = mapping(manifest, "delivery");
        List.of("every", "exit", "timeout")
                .forEach(key -> delivery.computeIfPresent(key, (same, interval) -> interval(interval)));
        mapping(manifest, "common").values().forEach(CanonicalReader::writeBounds);
        mapping(manifest, "events")
                .values()
                .forEach(event -> mapping(event, "properties").values().forEach(CanonicalReader::writeBounds));
        return manifest;
    }

    private static Object tree(Node node) {
        if (node instanceof SequenceNode list) {
            return list.getValue().stream().map(CanonicalReader::tree).toList();
        }
        if (!(node instanceof MappingNode mapping)) {
            return ((ScalarNode) node).getValue();
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            tree.put(String.valueOf(tree(tuple.getKeyNode())), tree(tuple.getValueNode()));
        }
        return tree;
    }

    /** The mapping under a key; an empty one where there is none. */
    private static Map<String, Object> mapping(Object parent, String key) {
        return parent instanceof Map<?, ?> tree ? mapping(tree.get(key)) : new LinkedHashMap<>();
    }

    @SuppressWarnings("unchecked") // every mapping of the tree has strings for keys
    private static Map<String, Object> mapping(@Nullable Object tree) {
        return tree instanceof Map<?, ?> mapping ? (Map<String, Object>) mapping : new LinkedHashMap<>();
    }

    private static Object named(Object list, String key) {
        Map<String, Object> named = new LinkedHashMap<>();
        if (list instanceof List<?> items) {
            for (Object item : items) {
                Map<String, Object> rule = new LinkedHashMap<>(mapping(item));
                named.put(String.valueOf(rule.remove(key)), rule);
            }
        }
        return named;
    }

    private static Object interval(Object written) {
        Matcher seconds = SECONDS.matcher(String.valueOf(written));
        if (!seconds.matches()) {
            return written;
        }
        long count = Long.parseLong(seconds.group(1));
        if (count % 86_400 == 0) {
            return count / 86_400 + "d";
        }
        if (count % 3_600 == 0) {
            return count / 3_600 + "h";
        }
        return count % 60 == 0 ? count / 60 + "m" : written;
    }

    /** The first label is {@code <1s}, each other but the last ends in its bound: {@code 1-5s}. */
    private static void writeBounds(Object property) {
        Map<String, Object> bucket = mapping(property);
        if (!"bucket".equals(bucket.get("type")) || !(bucket.remove("labels") instanceof List<?> labels)) {
            return;
        }
        bucket.put(
                "bounds",
                labels.stream()
                        .limit(Math.max(0, labels.size() - 1))
                        .map(label -> String.valueOf(label).replaceFirst("^(?:<|.*-)", ""))
                        .toList());
    }
}
