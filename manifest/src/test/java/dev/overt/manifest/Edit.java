package dev.overt.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One change of a manifest's tree.
 *
 * @param path keys of maps and indices of lists
 * @param replacement null removes what stands there
 */
record Edit(List<Object> path, @Nullable Object replacement) {
    /** What can stand in place of some leaf. */
    private static final List<String> WORDS = List.of(
            "on",
            "off",
            "true",
            "false",
            "ask",
            "notice",
            "none",
            "forever",
            "per-event",
            "install-id",
            "major",
            "minor",
            "patch",
            "full",
            "spool",
            "live",
            "webhook",
            "posthog",
            "otlp",
            "duration",
            "count",
            "bytes",
            "run",
            "0",
            "7",
            "42",
            "1000",
            "1h",
            "3d",
            "400d",
            "1000d",
            "5s",
            "2s",
            "2029-02-03",
            "2033-02-03",
            "~/.other/file.json",
            "/other/file",
            "https://other.example.org/x",
            "other@example.org",
            "fresh",
            "truthy");

    /** Every edit of a leaf, whether or not the manifest is accepted then, and every removal. */
    static List<Edit> all(Map<String, Object> tree) {
        List<Edit> edits = new ArrayList<>();
        walk(tree, new ArrayList<>(), (path, node) -> {
            edits.add(new Edit(path, null));
            if (node instanceof String text) {
                edits.add(new Edit(path, text + "x"));
                edits.add(new Edit(path, number(text)));
                WORDS.stream().filter(word -> !word.equals(text)).forEach(word -> edits.add(new Edit(path, word)));
            }
        });
        return edits;
    }

    /** The manifest of {@code tree}, if it is accepted. */
    static @Nullable Manifest accepted(Map<String, Object> tree) {
        Reading reading =
                ManifestReader.read("telemetry.yaml", JsonText.indented(tree).getBytes(UTF_8));
        return reading instanceof Reading.Accepted accepted ? accepted.manifest() : null;
    }

    @SuppressWarnings("unchecked")
    void apply(Map<String, Object> tree) {
        Object parent = tree;
        for (Object step : path.subList(0, path.size() - 1)) {
            parent = child(parent, step);
            if (parent == null) {
                return;
            }
        }
        Object last = path.get(path.size() - 1);
        if (parent instanceof Map<?, ?> map && map.containsKey(last)) {
            Map<String, Object> written = (Map<String, Object>) map;
            if (replacement == null) {
                written.remove((String) last);
            } else {
                written.put((String) last, YamlSource.copied(replacement));
            }
        } else if (parent instanceof List<?> list && (Integer) last < list.size()) {
            List<Object> written = (List<Object>) list;
            if (replacement == null) {
                written.remove((int) last);
            } else {
                written.set((int) last, YamlSource.copied(replacement));
            }
        }
    }

    private static @Nullable Object child(Object parent, Object step) {
        if (parent instanceof Map<?, ?> map) {
            return map.get(step);
        }
        return parent instanceof List<?> list && (Integer) step < list.size() ? list.get((Integer) step) : null;
    }

    /** {@code text} with its first number one higher. */
    private static String number(String text) {
        java.util.regex.Matcher number =
                java.util.regex.Pattern.compile("[0-9]{1,9}").matcher(text);
        return number.find() ? number.replaceFirst(String.valueOf(1 + Long.parseLong(number.group()))) : text + "y";
    }

    private static void walk(Object node, List<Object> path, BiConsumer<List<Object>, Object> visitor) {
        if (!path.isEmpty()) {
            visitor.accept(List.copyOf(path), node);
        }
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> step(key, value, path, visitor));
        } else if (node instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                step(i, list.get(i), path, visitor);
            }
        }
    }

    private static void step(Object key, Object value, List<Object> path, BiConsumer<List<Object>, Object> visitor) {
        List<Object> inner = new ArrayList<>(path);
        inner.add(key);
        walk(value, inner, visitor);
    }
}
