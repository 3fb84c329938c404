package dev.overt.maven;

import dev.overt.codegen.JavaRenderer;
import dev.overt.codegen.PageRenderer;
import dev.overt.codegen.RenderedFile;
import dev.overt.manifest.Manifest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** Generates the Java class of a product from its manifest, as a source of the build, and its page where asked to. */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class GenerateMojo extends AbstractMojo {
    private static final String NEEDS_SCRUB =
            "The class has free text: it needs the dependency dev.overt:scrub beside dev.overt:client.";

    /** The manifest. */
    @Parameter(property = "overt.manifest", defaultValue = "${basedir}/telemetry.yaml")
    File manifest;

    /** Package of the class. */
    @Parameter(property = "overt.packageName", required = true)
    String packageName;

    /** Source root that the class is written to. */
    @Parameter(defaultValue = "${project.build.directory}/generated-sources/overt")
    File outputDirectory;

    /** Folder that {@code TELEMETRY.md} is written to; without it the page is left alone. */
    @Parameter(property = "overt.pages")
    @Nullable
    File pages;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    MavenProject project;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        Manifest accepted = new ManifestFile(manifest, getLog()).read().manifest();
        String source = render(accepted);
        Path folder = outputDirectory.toPath().resolve(packageName.replace('.', '/'));
        write(new RenderedFile(folder.resolve(JavaRenderer.className(accepted) + ".java"), source));
        if (pages != null) {
            write(new RenderedFile(pages.toPath().resolve("TELEMETRY.md"), PageRenderer.markdown(accepted)));
        }
        if (JavaRenderer.needsScrub(accepted)) {
            getLog().info(NEEDS_SCRUB);
        }
        project.addCompileSourceRoot(outputDirectory.getPath());
    }

    private String render(Manifest accepted) throws MojoFailureException {
        try {
            return JavaRenderer.render(accepted, packageName);
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
