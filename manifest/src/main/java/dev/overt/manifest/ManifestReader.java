package dev.overt.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads manifests. Every problem of a file is found in one reading. Thread-safe. */
public final class ManifestReader {
    private ManifestReader() {}

    /** Reads {@code file}; a file that cannot be read is refused like a wrong one. */
    public static Reading read(Path file) {
        try (InputStream input = Files.newInputStream(file)) {
            return read(file.toString(), input);
        } catch (NoSuchFileException e) {
            return unreadable(file, "There is no such file.", "Write one, or give the path of another.");
        } catch (IOException e) {
            return unreadable(
                    file, "The file cannot be read: " + e.getMessage() + ".", "Look at what it is and whose.");
        }
    }

    /** Reads {@code input}, of which no more than a manifest may have; problems name the file {@code name}. */
    public static Reading read(String name, InputStream input) throws IOException {
        return read(name, input.readNBytes(YamlTree.MAX_BYTES + 1));
    }

    /** Reads {@code bytes}; problems name the file {@code name}. */
    public static Reading read(String name, byte[] bytes) {
        Problems problems = new Problems(name);
        Node root = YamlTree.read(name, bytes, problems);
        if (root == null) {
            return new Reading.Refused(problems.inOrder());
        }
        Value file = new Value(root, Place.of(root), "", problems);
        Manifest manifest = manifest(file.mapping());
        return problems.refuse()
                ? new Reading.Refused(problems.inOrder())
                : new Reading.Accepted(manifest, new Places(name, root));
    }

    /**
     * Reads a manifest from its {@link CanonicalForm#text}; problems name the file {@code name}. Events, properties and
     * what else has names stand in the order of their names.
     */
    public static Reading readCanonical(String name, byte[] text) {
        Problems problems = new Problems(name);
        Node root = YamlTree.read(name, text, problems);
        return root == null
                ? new Reading.Refused(problems.inOrder())
                : read(name, JsonText.compact(CanonicalReader.written(root)).getBytes(UTF_8));
    }

    /** What the other parts need depends on where events come from; where none could be read, from the tool. */
    private static Manifest manifest(Mapping file) {
        checkVersion(file.required("overt", "1"));
        Value product = file.required("product", "{id: tool, name: Tool, contact: me@example.org}");
        Explanation explanation = ExplanationReader.read(file);
        Value consent = file.required("consent", "{default: ask, …}");
        Value identity = file.required("identity", "install-id");
        List<Property> common = EventReader.common(file.optional("common"));
        List<Event> events = EventReader.events(file.required("events", "{cli_command: {why: …, when: …}}"), common);
        Set<Surface> surfaces = events.isEmpty() ? Set.of(Surface.TOOL) : surfaces(events);
        List<String> never = file.optional("never").words();
        Value delivery = file.required("delivery", "{mode: spool, collector: \"https://telemetry.example.org\"}");
        List<Destination> destinations = DestinationReader.read(file.optional("destinations"));
        Value retention = file.required("retention", "{raw: 90d, rollups: forever}");
        Manifest read = new Manifest(
                ProductReader.read(product),
                explanation,
                ConsentReader.read(consent, surfaces),
                IdentityReader.read(identity),
                common,
                events,
                never,
                DeliveryReader.read(delivery, surfaces),
                destinations,
                RetentionReader.read(retention, !destinations.isEmpty()),
                WebReader.read(file, surfaces),
                ContainerReader.marker(file, surfaces),
                accepted(file.optional("accept")));
        file.close();
        return read;
    }

    private static Set<Surface> surfaces(List<Event> events) {
        return events.stream().map(Event::surface).collect(Collectors.toSet());
    }

    private static List<Statement> accepted(Value accept) {
        return accept.mapping().entries().stream()
                .map(entry ->
                        new Statement(entry.key().word(Form.RULE), entry.value().text()))
                .toList();
    }

    private static void checkVersion(Value overt) {
        long version = overt.wholeNumber(1);
        if (version != 1) {
            overt.error(
                    Rule.VERSION, "This reads version 1 of the manifest, not " + version + ".", "Write `overt: 1`.");
        }
    }

    private static Reading unreadable(Path file, String what, String mend) {
        Problems problems = new Problems(file.toString());
        problems.add(Place.START, Rule.UNREADABLE, "", what, mend);
        return new Reading.Refused(problems.inOrder());
    }
}
