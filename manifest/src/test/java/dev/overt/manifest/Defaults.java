package dev.overt.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Writes some of the defaults of a manifest out, as a person would who does not know them. */
final class Defaults {
    private static final Map<String, Map<String, String>> OF_TYPES = Map.of(
            "version", Map.of("keep", "full"),
            "name", Map.of("max", "60"),
            "list", Map.of("max", "20"),
            "counts", Map.of("max", "1000000"));

    private final Random random;

    private Defaults(Random random) {
        this.random = random;
    }

    static void writeOut(Map<String, Object> tree, Random random) {
        new Defaults(random).all(tree);
    }

    private void all(Map<String, Object> tree) {
        Map<String, Object> product = YamlSource.at(tree, "product");
        write(product, "command", Objects.requireNonNull(product.get("id")));
        Map<String, Object> consent = YamlSource.at(tree, "consent");
        write(consent, "covers", "1");
        write(consent, "in-ci", "off");
        write(consent, "without-terminal", "on");
        delivery(YamlSource.at(tree, "delivery"));
        if (tree.get("identity") instanceof String kind && random.nextBoolean()) {
            tree.put("identity", new LinkedHashMap<>(Map.of("kind", kind)));
        }
        properties(YamlSource.at(tree, "common"));
        for (String event : YamlSource.at(tree, "events").keySet()) {
            properties(YamlSource.at(tree, "events." + event + ".properties"));
        }
        write(tree, "never", new ArrayList<String>());
    }

    private void delivery(Map<String, Object> delivery) {
        write(delivery, "timeout", "5s");
        if ("spool".equals(delivery.get("mode"))) {
            write(delivery, "every", "60m");
        } else if ("live".equals(delivery.get("mode"))) {
            write(delivery, "every", "5s");
            write(delivery, "buffer", "200");
            write(delivery, "retries", "1");
            write(delivery, "exit", "2s");
        }
    }

    private void properties(Map<String, Object> properties) {
        for (String name : properties.keySet()) {
            Map<String, Object> property = YamlSource.at(properties, name);
            write(property, "optional", "false");
            OF_TYPES.getOrDefault((String) property.get("type"), Map.of())
                    .forEach((key, value) -> write(property, key, value));
        }
    }

    private void write(Map<String, Object> mapping, String key, Object value) {
        if (random.nextBoolean()) {
            mapping.putIfAbsent(key, value);
        }
    }
}
