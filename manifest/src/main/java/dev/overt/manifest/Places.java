package dev.overt.manifest;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Where each path of one file stands. A path is written as in a {@link Problem}, {@code events.cli_command.why} or
 * {@code never[2]}, and stands where its key does.
 */
final class Places {
    private final String file;
    private final Map<String, Place> places = new HashMap<>();

    /** The places of {@code root}, which is nested moderately. */
    Places(String file, Node root) {
        this.file = file;
        add("", Place.of(root), root);
    }

    String file() {
        return file;
    }

    /** Where a path stands; where it is not written, where the nearest mapping around it stands. */
    Place of(String path) {
        String written = path;
        while (!places.containsKey(written)) {
            written = written.substring(0, Math.max(0, written.lastIndexOf('.')));
        }
        return Objects.requireNonNull(places.get(written));
    }

    private void add(String path, Place place, Node node) {
        places.put(path, place);
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> add(path, tuple));
        } else if (node instanceof SequenceNode sequence) {
            int number = 0;
            for (Node item : sequence.getValue()) {
                add(path + "[" + ++number + "]", Place.of(item), item);
            }
        }
    }

    private void add(String path, NodeTuple tuple) {
        if (tuple.getKeyNode() instanceof ScalarNode key) {
            String name = key.getValue();
            add(path.isEmpty() ? name : path + "." + name, Place.of(key), tuple.getValueNode());
        }
    }
}
