package dev.overt.manifest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** YAML as an editor gives it to a JSON Schema: scalars without quotes are resolved by the core schema of YAML 1.2. */
final class YamlJson {
    private YamlJson() {}

    /** The JSON text; null where the YAML has no such text. */
    static @Nullable String of(byte[] yaml) {
        Node root = YamlTree.read("telemetry.yaml", yaml, new Problems("telemetry.yaml"));
        try {
            return root == null ? null : text(value(root));
        } catch (NoJsonException e) {
            return null;
        }
    }

    /** Whether an editor takes a scalar for something else than text. */
    static boolean isResolved(ScalarNode node) {
        return !(scalar(node) instanceof String);
    }

    private static @Nullable Object value(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar);
        }
        if (node instanceof SequenceNode sequence) {
            List<@Nullable Object> list = new ArrayList<>();
            sequence.getValue().forEach(item -> list.add(value(item)));
            return list;
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (NodeTuple tuple : ((MappingNode) node).getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new NoJsonException();
            }
            String name = scalar(key) == null ? "" : key.getValue();
            if (!map.containsKey(name)) {
                map.put(name, value(tuple.getValueNode()));
            }
        }
        return map;
    }

    private static @Nullable Object scalar(ScalarNode node) {
        String text = node.getValue();
        if (!node.isPlain()) {
            return text;
        }
        if (text.matches("|~|null|Null|NULL")) {
            return null;
        }
        if (text.matches("true|True|TRUE|false|False|FALSE")) {
            return Character.toLowerCase(text.charAt(0)) == 't';
        }
        if (text.matches("0o[0-7]+|0x[0-9a-fA-F]+")) {
            return new BigDecimal(new BigInteger(text.substring(2), text.charAt(1) == 'o' ? 8 : 16));
        }
        boolean number = text.matches("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?");
        boolean endless = text.matches("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
        return number ? new BigDecimal(text) : endless ? new BigDecimal("1e400") : text;
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            List<String> entries = new ArrayList<>();
            map.forEach((key, item) -> entries.add(JsonText.compact(key) + ":" + text(item)));
            return "{" + String.join(",", entries) + "}";
        }
        if (value instanceof List<?> list) {
            return "[" + String.join(",", list.stream().map(YamlJson::text).toList()) + "]";
        }
        return value == null ? "null" : JsonText.compact(value);
    }

    private static final class NoJsonException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
