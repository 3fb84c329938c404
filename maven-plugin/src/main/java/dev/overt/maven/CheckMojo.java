package dev.overt.maven;

import dev.overt.codegen.PageRenderer;
import dev.overt.codegen.RenderedFile;
import dev.overt.manifest.Change;
import dev.overt.manifest.Difference;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Problem;
import dev.overt.manifest.Reading;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Fails a build whose manifest has an error, whose page or scripts are not what the manifest says, or which collects
 * more than the last release without asking anew.
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class CheckMojo extends AbstractMojo {
    /** The manifest. */
    @Parameter(property = "overt.manifest", defaultValue = "${basedir}/telemetry.yaml")
    File manifest;

    /** The page as it is committed. */
    @Parameter(property = "overt.page", defaultValue = "${basedir}/TELEMETRY.md")
    File page;

    /** Folder of the scripts as they are committed; without it none is checked. */
    @Parameter(property = "overt.scripts")
    @Nullable
    File scripts;

    /** Files of your own with scripts between their marker lines. */
    @Parameter(property = "overt.into")
    List<File> into = List.of();

    /** The manifest of the last release; without it {@code telemetry.released.yaml} beside the POM, if there is one. */
    @Parameter(property = "overt.baseline")
    @Nullable
    File baseline;

    /** In its place a revision of git, such as a tag, in which the manifest is that of the last release. */
    @Parameter(property = "overt.baselineRevision")
    @Nullable
    String baselineRevision;

    @Parameter(defaultValue = "${basedir}/telemetry.released.yaml", readonly = true)
    File released;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        Reading.Accepted accepted = new ManifestFile(manifest, getLog()).read();
        List<String> failures = new ArrayList<>();
        checkLint(accepted).ifPresent(failures::add);
        checkPage(accepted.manifest()).ifPresent(failures::add);
        for (RenderedFile script : new ScriptFiles(scripts, into).of(accepted.manifest())) {
            checkFile(script, "run the goal `generate`").ifPresent(failures::add);
        }
        checkDifference(accepted.manifest()).ifPresent(failures::add);
        if (!failures.isEmpty()) {
            throw new MojoFailureException(String.join("\n\n", failures));
        }
    }

    private Optional<String> checkLint(Reading.Accepted accepted) {
        long errors = ManifestFile.findings(accepted).stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .count();
        return errors == 0
                ? Optional.empty()
                : Optional.of(manifest + " has what no release may have; mend what is printed above.");
    }

    private Optional<String> checkPage(Manifest accepted) throws MojoExecutionException {
        RenderedFile rendered = new RenderedFile(page.toPath(), PageRenderer.markdown(accepted));
        return checkFile(rendered, "overt docs " + manifest + " --output " + page);
    }

    private static Optional<String> checkFile(RenderedFile rendered, String mending) throws MojoExecutionException {
        try {
            return rendered.difference().map(wrong -> wrong + "\nWrite it anew and commit it: " + mending);
        } catch (IOException e) {
            throw new MojoExecutionException("cannot read " + rendered.file() + ": " + e.getMessage(), e);
        }
    }

    /** What is collected in addition, unless {@code covers} was raised for it. */
    private Optional<String> checkDifference(Manifest accepted) throws MojoExecutionException, MojoFailureException {
        Optional<Manifest> old = new Baseline(baseline, released, baselineRevision).manifest(manifest);
        if (old.isEmpty()) {
            getLog().info("Nothing was released yet that " + manifest + " could be compared with.");
            return Optional.empty();
        }
        Difference difference = Difference.between(old.get(), accepted);
        if (!difference.widens() || difference.covered()) {
            return Optional.empty();
        }
        int covers = old.get().consent().covers() + 1;
        return Optional.of(difference.changes().stream()
                .filter(change -> change.kind() == Change.Kind.WIDENING)
                .map(change -> "  " + change.path() + ": " + change.what())
                .collect(Collectors.joining(
                        "\n",
                        manifest + " collects more than people agreed to:\n",
                        "\nRaise `consent.covers` to " + covers + ", so that they are asked anew, or take it back.")));
    }
}
