package dev.overt.collector.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * The destinations of a product that are on. Which keys there are depends on the destination's type; it knows.
 *
 * <pre>
 * destinations:
 *   google-analytics:                  as the manifest names it
 *     measurement-id: G-ABC            a value
 *     api-secret-file: /run/secrets/a  a secret, from a file that only the collector's user can read
 *     api-secret-variable: GA_SECRET   or from the environment
 * </pre>
 */
final class DestinationSection {
    private static final String FILE = "-file";
    private static final String VARIABLE = "-variable";
    private static final int MAX_SECRET_BYTES = 16 << 10;

    private final Path base;
    private final Map<String, String> environment;
    private final List<String> problems;
    private final String place;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, String> secrets = new LinkedHashMap<>();

    private DestinationSection(Path base, Map<String, String> environment, List<String> problems, String place) {
        this.base = base;
        this.environment = environment;
        this.problems = problems;
        this.place = place;
    }

    /**
     * Reads {@code destinations:} of one product.
     *
     * @param base the folder that a relative path counts from
     * @param place where it stands
     */
    static List<ConfiguredDestination> read(
            Node node, Path base, Map<String, String> environment, List<String> problems, String place) {
        List<ConfiguredDestination> destinations = new ArrayList<>();
        if (!(node instanceof MappingNode mapping)) {
            problems.add(
                    place + ": destinations is no mapping. Write `NAME:` for each that is on, as the manifest names"
                            + " it, and what it needs under it.");
            return destinations;
        }
        for (NodeTuple entry : mapping.getValue()) {
            String name = entry.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";
            DestinationSection section = new DestinationSection(base, environment, problems, place);
            if (section.readEntries(name, entry.getValueNode())) {
                destinations.add(new ConfiguredDestination(name, section.values, section.secrets, place));
            }
        }
        return destinations;
    }

    private boolean readEntries(String name, Node node) {
        if (!(node instanceof MappingNode mapping)) {
            problem(name, "has no keys. Write what it needs under it, such as `api-key-file: PATH`.");
            return false;
        }
        boolean sound = true;
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode key && entry.getValueNode() instanceof ScalarNode value) {
                sound &= readEntry(name, key.getValue(), value.getValue().strip());
            } else {
                problem(name, "has a key that is no text. Write `key: value`.");
                sound = false;
            }
        }
        return sound;
    }

    private boolean readEntry(String name, String key, String value) {
        if (!key.endsWith(FILE) && !key.endsWith(VARIABLE)) {
            values.put(key, value);
            return true;
        }
        boolean inFile = key.endsWith(FILE);
        String secret = key.substring(0, key.length() - (inFile ? FILE : VARIABLE).length());
        if (secrets.containsKey(secret)) {
            problem(name, Words.quote(secret) + " is given twice. Leave either the file or the variable.");
            return false;
        }
        Optional<String> found = inFile ? ofFile(name, key, value) : ofVariable(name, key, value);
        found.ifPresent(text -> secrets.put(secret, text));
        return found.isPresent();
    }

    private Optional<String> ofFile(String name, String key, String path) {
        try (InputStream input = Files.newInputStream(base.resolve(path))) {
            byte[] bytes = input.readNBytes(MAX_SECRET_BYTES + 1);
            String text = new String(bytes, StandardCharsets.UTF_8).strip();
            if (!text.isEmpty() && bytes.length <= MAX_SECRET_BYTES) {
                return Optional.of(text);
            }
            problem(name, key + ": the file is empty or over 16 KiB. Put the secret into it, and nothing else.");
        } catch (IOException | RuntimeException e) {
            problem(name, key + ": the file cannot be read. Make it, readable for the user who runs the collector.");
        }
        return Optional.empty();
    }

    private Optional<String> ofVariable(String name, String key, String variable) {
        Optional<String> value = Optional.ofNullable(environment.get(variable))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
        if (value.isEmpty()) {
            problem(name, key + ": the variable " + Words.quote(variable) + " is not set. Set it for the collector.");
        }
        return value;
    }

    private void problem(String name, String wrong) {
        problems.add(place + ": the destination " + Words.quote(name) + ": " + wrong);
    }
}
