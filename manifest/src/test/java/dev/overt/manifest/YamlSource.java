package dev.overt.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** A manifest file as a tree of maps, lists and strings that a test may change. */
final class YamlSource {
    private YamlSource() {}

    /** The manifests of all examples, and those of the tests that are accepted. */
    static List<Path> files() {
        try (Stream<Path> examples = Files.list(Path.of("../examples"));
                Stream<Path> valid = Files.list(Path.of("src/test/resources/valid"))) {
            return Stream.concat(examples.map(folder -> folder.resolve("telemetry.yaml")), valid)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> tree(Path file) {
        try {
            return tree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> tree(String yaml) {
        LoadSettings settings =
                LoadSettings.builder().setSchema(new FailsafeSchema()).build();
        return (Map<String, Object>) new Load(settings).loadFromString(yaml);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> copy(Map<String, Object> tree) {
        return (Map<String, Object>) copied(tree);
    }

    static Object copied(Object node) {
        if (node instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put((String) key, copied(value)));
            return copy;
        }
        return node instanceof List<?> list
                ? new ArrayList<>(list.stream().map(YamlSource::copied).toList())
                : node;
    }

    /** The manifest of a tree, which must be accepted. */
    static Manifest manifest(Map<String, Object> tree) {
        return manifest(JsonText.indented(tree));
    }

    static Manifest manifest(String yaml) {
        Reading reading = ManifestReader.read("telemetry.yaml", yaml.getBytes(UTF_8));
        if (reading instanceof Reading.Accepted accepted) {
            return accepted.manifest();
        }
        throw new AssertionError(((Reading.Refused) reading).problems() + "\n" + yaml);
    }

    /** The mapping at {@code path}, with dots between its keys; made where it is not there. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> at(Map<String, Object> tree, String path) {
        Map<String, Object> found = tree;
        for (String key : path.split("\\.", -1)) {
            found = (Map<String, Object>) found.computeIfAbsent(key, absent -> new LinkedHashMap<String, Object>());
        }
        return found;
    }
}
