package dev.overt.tool;

import dev.overt.manifest.Manifest;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Reading;
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
        Reading reading = ManifestReader.read(file);
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
