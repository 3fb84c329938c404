package dev.overt.maven;

import dev.overt.codegen.GeneratedFile;
import dev.overt.codegen.JavaRenderer;
import dev.overt.codegen.RenderedFile;
import dev.overt.manifest.Manifest;
import java.io.File;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Generates the Java class of a product from its manifest, as a source of the build, and its page and its scripts where
 * asked to.
 */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class GenerateMojo extends AbstractMojo {
    private static final String NEEDS_SCRUB =
            "The class has free text: it needs the dependency dev.overt:scrub beside dev.overt:client.";

    /** The manifest. */
    @Parameter(property = "overt.manifest", defaultValue = "${basedir}/telemetry.yaml")
    File manifest;

    /** Package of the class; without it no class is written. */
    @Parameter(property = "overt.packageName")
    @Nullable
    String packageName;

    /** Source root that the class is written to. */
    @Parameter(defaultValue = "${project.build.directory}/generated-sources/overt")
    File outputDirectory;

    /** Folder that {@code TELEMETRY.md} is written to; without it the page is left alone. */
    @Parameter(property = "overt.pages")
    @Nullable
    File pages;

    /** Folder that the scripts of installers, containers and pages are written to; without it none is written. */
    @Parameter(property = "overt.scripts")
    @Nullable
    File scripts;

    /** Files of your own, such as an installer, into which scripts are written between their marker lines. */
    @Parameter(property = "overt.into")
    List<File> into = List.of();

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    MavenProject project;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        ScriptFiles scriptFiles = new ScriptFiles(scripts, into);
        if (packageName == null && pages == null && !scriptFiles.isWanted()) {
            throw new MojoFailureException(
                    "Nothing is asked for: set `packageName` for the class, or `pages`, `scripts` or `into`.");
        }
        Manifest accepted = new ManifestFile(manifest, getLog()).read().manifest();
        if (packageName != null) {
            writeClass(accepted, packageName);
        }
        if (pages != null) {
            write(GeneratedFile.DOCS.of(accepted, pages.toPath(), ""));
        }
        for (RenderedFile script : scriptFiles.of(accepted)) {
            write(script);
        }
    }

    private void writeClass(Manifest accepted, String classPackage)
            throws MojoExecutionException, MojoFailureException {
        write(render(accepted, classPackage));
        if (JavaRenderer.needsScrub(accepted)) {
            getLog().info(NEEDS_SCRUB);
        }
        project.addCompileSourceRoot(outputDirectory.getPath());
    }

    private RenderedFile render(Manifest accepted, String classPackage) throws MojoFailureException {
        try {
            return GeneratedFile.JAVA.of(accepted, outputDirectory.toPath(), classPackage);
        } catch (IllegalArgumentException e) {
            throw new MojoFailureException("cannot generate from " + manifest + ": " + e.getMessage(), e);
        }
    }

    private static void write(RenderedFile rendered) throws MojoExecutionException {
        try {
            rendered.write();
        } catch (IOException e) {
            throw new MojoExecutionException("cannot write " + rendered.file() + ": " + e.getMessage(), e);
        }
    }
}
