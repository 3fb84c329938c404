package dev.overt.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads manifests. Every problem of a file is found in one reading. Thread-safe. */
public final class ManifestReader {
    private ManifestReader() {}

    /** Reads {@code file}; a file that cannot be read is refused like a wrong one. */
    public static Reading read(Path file) {
        try (InputStream input = Files.newInputStream(file)) {
            return read(file.toString(), input.readNBytes(YamlTree.MAX_BYTES + 1));
        } catch (NoSuchFileException e) {
            return unreadable(file, "There is no such file.", "Write one, or give the path of another.");
        } catch (IOException e) {
            return unreadable(
                    file, "The file cannot be read: " + e.getMessage() + ".", "Look at what it is and whose.");
        }
    }

    /** Reads {@code bytes}; problems name the file {@code name}. */
    public static Reading read(String name, byte[] bytes) {
        Problems problems = new Problems(name);
        Node root = YamlTree.read(name, bytes, problems);
        if (root == null) {
            return new Reading.Refused(problems.inOrder());
        }
        Value file = new Value(root, Place.of(root), "", problems);
        Manifest manifest = manifest(ManifestHash.of(bytes), file.mapping());
        return problems.refuse()
                ? new Reading.Refused(problems.inOrder())
                : new Reading.Accepted(manifest, problems.inOrder());
    }

    private static Manifest manifest(String hash, Mapping file) {
        checkVersion(file.required("overt", "1"));
        Product product =
                ProductReader.read(file.required("product", "{id: tool, name: Tool, contact: me@example.org}"));
        Consent consent = ConsentReader.read(file.required("consent", "{default: ask, …}"));
        Identity identity =
                file.required("identity", "install-id").oneOf(Choice.among(Identity.values()), Identity.INSTALL_ID);
        List<Property> common = EventReader.common(file.optional("common"));
        List<Event> events = EventReader.events(file.required("events", "{cli_command: {why: …, when: …}}"), common);
        List<String> never = file.optional("never").words();
        Delivery delivery = DeliveryReader.read(
                file.required("delivery", "{mode: spool, collector: \"https://telemetry.example.org\"}"));
        Retention retention = RetentionReader.read(file.required("retention", "{raw: 90d, rollups: forever}"));
        file.close();
        return new Manifest(hash, product, consent, identity, common, events, never, delivery, retention);
    }

    private static void checkVersion(Value overt) {
        long version = overt.wholeNumber(1);
        if (version != 1) {
            overt.error("version", "This reads version 1 of the manifest, not " + version + ".", "Write `overt: 1`.");
        }
    }

    private static Reading unreadable(Path file, String what, String mend) {
        Problems problems = new Problems(file.toString());
        problems.error(Place.START, "unreadable", what, mend);
        return new Reading.Refused(problems.inOrder());
    }
}
