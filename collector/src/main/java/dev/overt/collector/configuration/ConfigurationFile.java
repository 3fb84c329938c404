package dev.overt.collector.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The configuration file as values by key, and its products.
 *
 * <pre>
 * listen: {host: 0.0.0.0}            a mapping for each part of a key before a dot
 * products:
 *   - manifest: telemetry.yaml
 *     keys: [phc_…]
 *     without-key: true
 *     destinations: {…}              {@link DestinationSection}
 * </pre>
 */
final class ConfigurationFile {
    private static final int MAX_BYTES = 1 << 20;
    private static final String PRODUCTS = "products";

    private final Path path;
    private final Map<String, String> environment;
    private final List<String> problems;
    final Map<String, Given> values = new LinkedHashMap<>();
    final List<ConfiguredProduct> products = new ArrayList<>();

    private ConfigurationFile(Path path, Map<String, String> environment, List<String> problems) {
        this.path = path;
        this.environment = environment;
        this.problems = problems;
    }

    /** @param environment where secrets may stand that the file only names */
    static ConfigurationFile read(Path path, Map<String, String> environment, List<String> problems) {
        ConfigurationFile file = new ConfigurationFile(path, environment, problems);
        file.compose().ifPresent(root -> file.readMapping(root, ""));
        return file;
    }

    private Optional<Node> compose() {
        try (InputStream input = Files.newInputStream(path)) {
            byte[] bytes = input.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                problems.add(path + ": the file is larger than 1 MiB. Name the collector's configuration.");
                return Optional.empty();
            }
            return new Compose(
                            LoadSettings.builder().setLabel("the configuration").build())
                    .composeString(new String(bytes, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            problems.add(path + ": there is no such file. Write one, or leave out --config.");
        } catch (IOException e) {
            problems.add(path + ": the file cannot be read. Make it readable for the user who runs the collector.");
        } catch (MarkedYamlEngineException e) {
            problems.add(place(e.getProblemMark()) + ": this is not YAML: " + e.getProblem()
                    + ". Look at the indentation, the quotes and the brackets before this place.");
        } catch (YamlEngineException e) {
            problems.add(path + ": this is not YAML. Write it as text in UTF-8.");
        }
        return Optional.empty();
    }

    private void readMapping(Node node, String prefix) {
        if (!(node instanceof MappingNode mapping)) {
            problem(
                    node,
                    prefix.isEmpty() ? "the file" : prefix.substring(0, prefix.length() - 1),
                    "is no mapping",
                    "Write `key: value` in it.");
            return;
        }
        for (NodeTuple entry : mapping.getValue()) {
            String key = prefix + (entry.getKeyNode() instanceof ScalarNode name ? name.getValue() : "?");
            readEntry(key, entry.getKeyNode(), entry.getValueNode());
        }
    }

    private void readEntry(String key, Node name, Node value) {
        if (key.equals(PRODUCTS)) {
            readProducts(value);
        } else if (Settings.find(key).isPresent()) {
            if (values.putIfAbsent(key, given(name, value)) != null) {
                problem(name, key, "stands here twice", "Remove one.");
            }
        } else if (Settings.all().stream().anyMatch(known -> known.key().startsWith(key + "."))) {
            readMapping(value, key + ".");
        } else {
            problem(name, Words.quote(key), "is no setting", Words.hint(key, keys()) + "The page lists all of them.");
        }
    }

    private static List<String> keys() {
        return Stream.concat(Stream.of(PRODUCTS), Settings.all().stream().map(Setting::key))
                .toList();
    }

    private Given given(Node name, Node value) {
        boolean isList = !(value instanceof ScalarNode);
        List<String> words = words(value);
        return new Given(
                isList || !words.isEmpty() ? words : List.of(""),
                isList,
                place((isList ? name : value).getStartMark()),
                base(),
                true);
    }

    private Path base() {
        Path base = path.toAbsolutePath().getParent();
        return base == null ? Path.of("") : base;
    }

    /** The scalars of a list, or the only one. */
    private static List<String> words(Node value) {
        List<Node> nodes = value instanceof SequenceNode list ? list.getValue() : List.of(value);
        return nodes.stream()
                .filter(ScalarNode.class::isInstance)
                .map(item -> ((ScalarNode) item).getValue())
                .toList();
    }

    private void readProducts(Node value) {
        if (!(value instanceof SequenceNode list)) {
            problem(value, PRODUCTS, "is no list", "Write `- manifest: telemetry.yaml` for each product.");
            return;
        }
        list.getValue().forEach(this::readProduct);
    }

    private void readProduct(Node product) {
        Map<String, Node> parts = new LinkedHashMap<>();
        if (product instanceof MappingNode mapping) {
            mapping.getValue()
                    .forEach(entry -> parts.put(
                            entry.getKeyNode() instanceof ScalarNode name ? name.getValue() : "?",
                            entry.getValueNode()));
        }
        Node manifest = parts.remove("manifest");
        Node keys = parts.remove("keys");
        Node withoutKey = parts.remove("without-key");
        Node destinations = parts.remove("destinations");
        if (!(manifest instanceof ScalarNode file) || file.getValue().isBlank()) {
            problem(product, "a product", "has no manifest", "Write `manifest: telemetry.yaml`.");
        } else if (!parts.isEmpty()) {
            problem(
                    product,
                    "a product's "
                            + new TreeSet<>(parts.keySet())
                                    .stream().map(Words::quote).collect(Collectors.joining(", ")),
                    "is no setting",
                    "Known here: `manifest`, `keys`, `without-key`, `destinations`.");
        } else if (withoutKey != null && !List.of("true", "false").contains(String.join(",", words(withoutKey)))) {
            problem(withoutKey, "without-key", "is neither true nor false", "Write `true` or `false`.");
        } else {
            products.add(new ConfiguredProduct(
                    path.resolveSibling(file.getValue()),
                    keys == null ? List.of() : words(keys),
                    withoutKey != null && words(withoutKey).contains("true"),
                    destinations == null
                            ? List.of()
                            : DestinationSection.read(
                                    destinations, base(), environment, problems, place(destinations.getStartMark()))));
        }
    }

    private void problem(Node node, String what, String wrong, String mend) {
        problems.add(place(node.getStartMark()) + ": " + what + " " + wrong + ". " + mend);
    }

    private String place(Optional<Mark> mark) {
        return path
                + mark.map(at -> ":" + (at.getLine() + 1) + ":" + (at.getColumn() + 1))
                        .orElse("");
    }
}
