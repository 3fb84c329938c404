package dev.overt.tool;

import dev.overt.manifest.Manifest;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Reading;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The manifests named on a command line, read with every problem printed. */
final class ManifestFiles {
    private final PrintWriter problems;

    /** @param problems where each problem goes, a line each */
    ManifestFiles(PrintWriter problems) {
        this.problems = problems;
    }

    /** The manifest of {@code file}, or empty when it was refused. */
    Optional<Manifest> read(Path file) {
        return accepted(ManifestReader.read(file));
    }

    /** The manifest on standard input, or empty when it was refused. */
    Optional<Manifest> readStandardInput() {
        try {
            return accepted(ManifestReader.read("standard input", System.in));
        } catch (IOException e) {
            throw new Refusal("cannot read standard input: " + e.getMessage(), e);
        }
    }

    private Optional<Manifest> accepted(Reading reading) {
        if (reading instanceof Reading.Accepted accepted) {
            return Optional.of(accepted.manifest());
        }
        ((Reading.Refused) reading).problems().forEach(problems::println);
        return Optional.empty();
    }

    /**
     * The manifests of all {@code files}.
     *
     * @throws Refusal if any was refused; its problems have been printed
     */
    List<Manifest> readAll(List<Path> files) {
        List<Manifest> manifests = new ArrayList<>();
        files.forEach(file -> read(file).ifPresent(manifests::add));
        if (manifests.size() < files.size()) {
            throw new Refusal("a manifest was refused; mend what is printed above and try again");
        }
        return manifests;
    }
}
