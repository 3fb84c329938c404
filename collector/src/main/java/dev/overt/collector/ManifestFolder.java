package dev.overt.collector;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.overt.collector.files.DurableFile;
import dev.overt.manifest.CanonicalForm;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All manifests that a collector has ever served, each a file that is never written again. One thread.
 *
 * <pre>
 * manifests/initrunner/0001-&lt;64 hex&gt;.json   its canonical form; the digits are the SHA-256 of the file, its hash
 * manifests/initrunner/0002-&lt;64 hex&gt;.json   the newest has the largest number
 * </pre>
 */
final class ManifestFolder {
    private static final Pattern FILE = Pattern.compile("[0-9]{4,9}-[0-9a-f]{64}\\.json");
    private static final int HASH_DIGITS = 64;
    private static final String SHA_256 = "sha256:";

    private final Path folder;

    ManifestFolder(DataDirectory directory) {
        folder = directory.manifests();
    }

    /** Product id to its manifests by their hashes, the newest last. */
    Map<String, Map<String, Manifest>> read() {
        Map<String, Map<String, Manifest>> products = new TreeMap<>();
        for (Path product : list(folder, Files::isDirectory)) {
            Map<String, Manifest> manifests = new LinkedHashMap<>();
            for (Path file : files(product)) {
                manifests.put(SHA_256 + hexOf(file), read(file));
            }
            if (!manifests.isEmpty()) {
                products.put(product.getFileName().toString(), manifests);
            }
        }
        return products;
    }

    private static Manifest read(Path file) {
        byte[] text;
        try {
            text = Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        if (sha256(text).equals(hexOf(file))
                && ManifestReader.readCanonical(file.toString(), text) instanceof Reading.Accepted accepted
                && accepted.manifest().product().id().equals(productOf(file))) {
            return accepted.manifest();
        }
        throw new CollectorException(file + " is damaged. Restore it from a backup, or remove it:"
                + " uploads that name this manifest are then enforced by the newest.");
    }

    /** Keeps a manifest as the newest of its product. Durable when it returns. */
    void keep(Manifest manifest) {
        byte[] text = CanonicalForm.text(manifest).getBytes(UTF_8);
        if (!(ManifestReader.readCanonical("", text) instanceof Reading.Accepted)) {
            throw new CollectorException(
                    "the manifest of " + manifest.product().id() + " is too large to be kept. Shorten it.");
        }
        Path product = folder.resolve(manifest.product().id());
        try {
            Files.createDirectories(product, DataDirectory.ownerOnly("rwx------"));
            DurableFile.force(folder);
            DurableFile.force(folder.toAbsolutePath().getParent());
            keep(product, sha256(text), text);
        } catch (IOException e) {
            throw new CollectorException(
                    "cannot write to " + product + ": " + DataDirectory.reason(e) + ". Make it writable.", e);
        }
    }

    private static void keep(Path product, String hex, byte[] text) throws IOException {
        List<Path> files = files(product);
        int newest = files.isEmpty() ? 0 : number(files.get(files.size() - 1));
        Path file = product.resolve(String.format(Locale.ROOT, "%04d-%s.json", newest + 1, hex));
        for (Path known : files) {
            if (hexOf(known).equals(hex)) {
                Files.move(known, file, StandardCopyOption.ATOMIC_MOVE);
                DurableFile.force(product);
                return;
            }
        }
        PrivateFile.write(file, text);
    }

    /** The manifests of one product, the newest last. */
    private static List<Path> files(Path product) {
        return list(product, file -> FILE.matcher(file.getFileName().toString()).matches()).stream()
                .sorted((one, other) -> Integer.compare(number(one), number(other)))
                .toList();
    }

    private static List<Path> list(Path folder, Predicate<Path> wanted) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(wanted).sorted().toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static CollectorException unreadable(Path file, IOException e) {
        return new CollectorException(
                "cannot read " + file + ": " + DataDirectory.reason(e) + ". Run as the user who owns the folder.", e);
    }

    private static int number(Path file) {
        String name = file.getFileName().toString();
        return Integer.parseInt(name.substring(0, name.indexOf('-')));
    }

    private static String hexOf(Path file) {
        String name = file.getFileName().toString();
        int from = name.indexOf('-') + 1;
        return name.substring(from, from + HASH_DIGITS);
    }

    private static @Nullable String productOf(Path file) {
        Path product = file.getParent();
        return product == null ? null : product.getFileName().toString();
    }

    private static String sha256(byte[] text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
