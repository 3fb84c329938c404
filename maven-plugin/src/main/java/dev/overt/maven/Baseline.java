package dev.overt.maven;

import dev.overt.manifest.Manifest;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Problem;
import dev.overt.manifest.Reading;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;

/**
 * The manifest of the last release, which an earlier answer of a person is about.
 *
 * @param file the file that was named; null where none was
 * @param usual the file that is read where none was named, if it exists
 * @param revision a revision of git; null where none was named
 */
record Baseline(@Nullable File file, File usual, @Nullable String revision) {

    /** The manifest as it was released; empty where nothing was released yet. */
    Optional<Manifest> manifest(File current) throws MojoExecutionException, MojoFailureException {
        if (file != null && revision != null) {
            throw new MojoFailureException("Both `baseline` and `baselineRevision` are set. Remove one.");
        }
        if (revision != null) {
            return manifest(current, revision);
        }
        File released = file == null ? usual : file;
        if (file == null && !released.exists()) {
            return Optional.empty();
        }
        return Optional.of(accepted(released.toString(), ManifestReader.read(released.toPath())));
    }

    private static Optional<Manifest> manifest(File current, String revision)
            throws MojoExecutionException, MojoFailureException {
        Path path = current.toPath().toAbsolutePath();
        Path folder = Objects.requireNonNull(path.getParent(), "a file is in a folder");
        String name = folder.relativize(path).toString();
        try {
            Optional<byte[]> bytes = new GitRevision(folder, revision).file(name);
            if (bytes.isEmpty()) {
                return Optional.empty();
            }
            String released = revision + ":" + name;
            return Optional.of(accepted(released, ManifestReader.read(released, bytes.get())));
        } catch (IOException e) {
            throw new MojoExecutionException(
                    "cannot read " + name + " of the revision `" + revision + "`: " + e.getMessage()
                            + ". Name one that is here, and fetch it where the clone is shallow.",
                    e);
        }
    }

    private static Manifest accepted(String name, Reading reading) throws MojoFailureException {
        if (reading instanceof Reading.Refused refused) {
            throw new MojoFailureException(refused.problems().stream()
                    .map(Problem::toString)
                    .collect(Collectors.joining("\n", "The baseline " + name + " is no manifest:\n", "")));
        }
        return ((Reading.Accepted) reading).manifest();
    }
}
