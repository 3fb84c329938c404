package dev.overt.maven;

import dev.overt.codegen.JavaRenderer;
import dev.overt.manifest.Lint;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Problem;
import dev.overt.manifest.Reading;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** Generates the Java class of a product from its manifest, as a source of the build. */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class GenerateMojo extends AbstractMojo {
    /** The manifest. */
    @Parameter(property = "overt.manifest", defaultValue = "${basedir}/telemetry.yaml")
    File manifest;

    /** Package of the class. */
    @Parameter(property = "overt.packageName", required = true)
    String packageName;

    /** Source root that the class is written to. */
    @Parameter(defaultValue = "${project.build.directory}/generated-sources/overt")
    File outputDirectory;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    MavenProject project;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        Manifest accepted = read();
        Path folder = outputDirectory.toPath().resolve(packageName.replace('.', '/'));
        Path file = folder.resolve(JavaRenderer.className(accepted) + ".java");
        try {
            writeIfChanged(file, render(accepted));
        } catch (IOException e) {
            throw new MojoExecutionException("cannot write " + file + ": " + e.getMessage(), e);
        }
        project.addCompileSourceRoot(outputDirectory.getPath());
    }

    private Manifest read() throws MojoFailureException {
        Reading reading = ManifestReader.read(manifest.toPath());
        if (reading instanceof Reading.Accepted accepted) {
            Lint.check(accepted, LocalDate.now(ZoneOffset.UTC)).stream()
                    .filter(problem -> problem.accepted() == null && problem.severity() != Problem.Severity.NOTE)
                    .forEach(problem -> getLog().warn(problem.toString()));
            return accepted.manifest();
        }
        for (Problem problem : ((Reading.Refused) reading).problems()) {
            if (problem.severity() == Problem.Severity.ERROR) {
                getLog().error(problem.toString());
            } else {
                getLog().warn(problem.toString());
            }
        }
        throw new MojoFailureException(manifest + " is refused; mend what is printed above.");
    }

    private String render(Manifest accepted) throws MojoFailureException {
        try {
            return JavaRenderer.render(accepted, packageName);
        } catch (IllegalArgumentException e) {
            throw new MojoFailureException("cannot generate from " + manifest + ": " + e.getMessage(), e);
        }
    }

    /** An unchanged file keeps its time, so that nothing is compiled anew. */
    private static void writeIfChanged(Path file, String source) throws IOException {
        byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
        if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), bytes)) {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        }
    }
}
