package dev.overt.maven;

import dev.overt.manifest.Lint;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Problem;
import dev.overt.manifest.Reading;
import java.io.File;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** The manifest of a build, whose problems go to the build's log. */
record ManifestFile(File file, Log log) {

    /** The manifest, after what lint says of it was logged. */
    Reading.Accepted read() throws MojoFailureException {
        Reading reading = ManifestReader.read(file.toPath());
        if (reading instanceof Reading.Accepted accepted) {
            findings(accepted).forEach(this::print);
            return accepted;
        }
        ((Reading.Refused) reading).problems().forEach(this::print);
        throw new MojoFailureException(file + " is refused; mend what is printed above.");
    }

    /** What lint says of it, but for notes and for what the manifest accepts with a reason. */
    static List<Problem> findings(Reading.Accepted accepted) {
        return Lint.check(accepted, LocalDate.now(ZoneOffset.UTC)).stream()
                .filter(problem -> problem.accepted() == null && problem.severity() != Problem.Severity.NOTE)
                .toList();
    }

    private void print(Problem problem) {
        if (problem.severity() == Problem.Severity.ERROR) {
            log.error(problem.toString());
        } else {
            log.warn(problem.toString());
        }
    }
}
