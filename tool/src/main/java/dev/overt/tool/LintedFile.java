package dev.overt.tool;

import dev.overt.manifest.Lint;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Problem;
import dev.overt.manifest.Problem.Severity;
import dev.overt.manifest.Reading;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A manifest and all that was found in it.
 *
 * @param manifest null where the file is none
 * @param problems in the order of the file
 */
record LintedFile(Path file, @Nullable Manifest manifest, List<Problem> problems) {

    static LintedFile of(Path file, LocalDate today) {
        Reading reading = ManifestReader.read(file);
        return reading instanceof Reading.Accepted accepted
                ? new LintedFile(file, accepted.manifest(), Lint.check(accepted, today))
                : new LintedFile(file, null, ((Reading.Refused) reading).problems());
    }

    /** Whether it has an error, or where {@code strict} a warning. */
    boolean fails(boolean strict) {
        return count(Severity.ERROR) > 0 || (strict && count(Severity.WARNING) > 0);
    }

    /** {@code telemetry.yaml: accepted, 2 events, sha256:…, 1 warning}, or {@code telemetry.yaml: refused, 1 error}. */
    String summary() {
        long errors = count(Severity.ERROR);
        long warnings = count(Severity.WARNING);
        String warned = warnings == 0 ? "" : ", " + Count.of(warnings, "warning");
        if (manifest == null || errors > 0) {
            return file + ": refused, " + Count.of(errors, "error") + warned;
        }
        return file + ": accepted, " + Count.of(manifest.events().size(), "event") + ", " + manifest.hash() + warned;
    }

    private long count(Severity severity) {
        return problems.stream()
                .filter(problem -> problem.accepted() == null && problem.severity() == severity)
                .count();
    }
}
