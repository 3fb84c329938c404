package dev.overt.manifest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Writes a manifest in another style: other order, quotes, brackets, indentation, comments and line ends. */
final class RandomYaml {
    private static final Set<String> SETS = Set.of("examples", "never", "quiet", "status-in", "on", "off", "values");
    private static final List<String> ORDERED_TYPES = List.of("platform", "list");
    /** Not a key, an anchor, a tag, a list or a quote, whatever stands after it. */
    private static final String PLAIN = "[A-Za-z0-9~/][A-Za-z0-9 ~/._;()+=é-]*(?<! )";

    private final Random random;
    private final StringBuilder yaml = new StringBuilder();

    private RandomYaml(Random random) {
        this.random = random;
    }

    static String write(Map<String, Object> tree, Random random) {
        RandomYaml written = new RandomYaml(random);
        written.block("", tree, "");
        String text = written.yaml.toString();
        return random.nextBoolean() ? text.replace("\n", "\r\n") : text;
    }

    private void block(String path, Object value, String indent) {
        if (value instanceof Map<?, ?> map && !map.isEmpty() && (path.isEmpty() || random.nextInt(4) > 0)) {
            for (Map.Entry<?, ?> entry : shuffled(path, map)) {
                comment(indent);
                yaml.append(indent).append(scalar((String) entry.getKey())).append(':');
                inner(path + "." + entry.getKey(), entry.getValue(), map, indent);
            }
        } else if (value instanceof List<?> list && !list.isEmpty() && random.nextBoolean()) {
            for (Object item : list) {
                yaml.append(indent).append("- ").append(flow(path, item)).append('\n');
            }
        } else if (value instanceof String text && isLiteral(text) && random.nextBoolean()) {
            yaml.setLength(yaml.length() - 1);
            yaml.append(" |-\n");
            text.lines().forEach(line -> yaml.append(indent).append(line).append('\n'));
        } else {
            yaml.append(indent).append(flow(path, value)).append('\n');
        }
    }

    private void inner(String path, Object value, Map<?, ?> parent, String indent) {
        Object ordered = value instanceof List<?> list ? order(path, list, parent) : value;
        if (ordered instanceof String text && !isLiteral(text) && random.nextBoolean()) {
            yaml.append(' ').append(scalar(text)).append(random.nextBoolean() ? "   # so it is\n" : "\n");
        } else {
            yaml.append('\n');
            block(path, ordered, indent + " ".repeat(1 + random.nextInt(4)));
        }
    }

    private String flow(String path, Object value) {
        List<String> parts = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : shuffled(path, map)) {
                String at = path + "." + entry.getKey();
                Object inner = entry.getValue() instanceof List<?> list ? order(at, list, map) : entry.getValue();
                parts.add(scalar((String) entry.getKey()) + ": " + flow(at, inner));
            }
            return "{" + String.join(random.nextBoolean() ? ", " : " , ", parts) + "}";
        }
        if (value instanceof List<?> list) {
            list.forEach(item -> parts.add(flow(path, item)));
            return "[ " + String.join(", ", parts) + "]";
        }
        return scalar((String) value);
    }

    private String scalar(String text) {
        int style = random.nextInt(3);
        if (style == 0 && text.matches(PLAIN)) {
            return text;
        }
        return style == 1 && text.indexOf('\n') < 0 ? "'" + text.replace("'", "''") + "'" : JsonText.compact(text);
    }

    private List<Map.Entry<?, ?>> shuffled(String path, Map<?, ?> map) {
        List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
        if (!path.equals(".consent.environment") && !path.equals(".consent.files")) {
            Collections.shuffle(entries, random);
        }
        return entries;
    }

    private List<?> order(String path, List<?> list, Map<?, ?> parent) {
        String key = path.substring(path.lastIndexOf('.') + 1);
        boolean ordered = key.equals("values") && ORDERED_TYPES.contains(parent.get("type"));
        List<?> items = new ArrayList<>(list);
        if ((SETS.contains(key) && !ordered) || path.contains(".refused-before.")) {
            Collections.shuffle(items, random);
        }
        return items;
    }

    private void comment(String indent) {
        if (random.nextInt(5) == 0) {
            yaml.append(indent).append("# {a: comment}\n");
        }
    }

    private static boolean isLiteral(String text) {
        return text.lines().allMatch(line -> !line.isBlank() && !line.startsWith(" ")) && !text.isEmpty();
    }
}
