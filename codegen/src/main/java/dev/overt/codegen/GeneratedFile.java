package dev.overt.codegen;

import dev.overt.manifest.Manifest;
import dev.overt.manifest.Surface;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A kind of file that comes from a manifest. */
@SuppressWarnings("ImmutableEnumChecker") // the functions keep nothing
public enum GeneratedFile {
    /** The typed client; its place follows from its package. */
    JAVA(Surface.TOOL, GeneratedFile::classFile, JavaRenderer::render),
    /** The page that tells people. */
    DOCS("TELEMETRY.md", PageRenderer::markdown),
    /** The same page for a browser. */
    HTML("telemetry.html", PageRenderer::html),
    /** What may leave a machine, for whoever filters it. */
    ALLOWLIST("allowlist.json", Allowlist::render),
    /** The JSON Schema of uploads. */
    SCHEMA("events.schema.json", EventSchema::render),
    /** What an installer in POSIX sh reports by. */
    INSTALL_SH(Surface.INSTALLER, "install-telemetry.sh", ShellInstaller::render),
    /** What an installer in PowerShell reports by. */
    INSTALL_PS1(Surface.INSTALLER, "install-telemetry.ps1", PowerShellInstaller::render),
    /** What the entrypoint of a container sources. */
    ENTRYPOINT(Surface.CONTAINER, "entrypoint-telemetry.sh", ContainerEntrypoint::render),
    /** The module that asks on web pages and reports from them. */
    BANNER(Surface.WEB, "telemetry-banner.js", WebBanner::render);

    private final @Nullable Surface surface;
    private final BiFunction<Manifest, String, String> name;
    private final BiFunction<Manifest, String, String> text;

    /** A file about all of the manifest. */
    GeneratedFile(String name, Function<Manifest, String> text) {
        this(null, name, text);
    }

    /** A file about the events of {@code surface}. */
    GeneratedFile(@Nullable Surface surface, String name, Function<Manifest, String> text) {
        this(surface, (manifest, packageName) -> name, (manifest, packageName) -> text.apply(manifest));
    }

    GeneratedFile(
            @Nullable Surface surface,
            BiFunction<Manifest, String, String> name,
            BiFunction<Manifest, String, String> text) {
        this.surface = surface;
        this.name = name;
        this.text = text;
    }

    /** The scripts that {@code manifest} has events for, in the order in which they are declared here. */
    public static Stream<GeneratedFile> scripts(Manifest manifest) {
        return Stream.of(values()).filter(each -> each.isScript() && each.isFor(manifest));
    }

    /** Whether it reports by itself, from a place where the tool does not run. */
    public boolean isScript() {
        return surface != null && surface != Surface.TOOL;
    }

    /** Whether {@code manifest} has what the file is about. */
    public boolean isFor(Manifest manifest) {
        return surface == null || manifest.surfaces().contains(surface);
    }

    /**
     * The file below {@code folder}.
     *
     * @param packageName of the Java class; the other kinds have none
     * @throws IllegalArgumentException if {@code packageName} is no package's name, the client cannot do what the
     *     manifest asks for, or the manifest has no event that the file could report
     */
    public RenderedFile of(Manifest manifest, Path folder, String packageName) {
        if (surface != null && isScript() && !isFor(manifest)) {
            throw new IllegalArgumentException(
                    "no event comes from " + SurfaceText.name(surface) + ", and " + word() + " reports no other");
        }
        return new RenderedFile(folder.resolve(name.apply(manifest, packageName)), text.apply(manifest, packageName));
    }

    /** How a command line names it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The word, by which a command line finds it. */
    @Override
    public String toString() {
        return word();
    }

    private static String classFile(Manifest manifest, String packageName) {
        return packageName.replace('.', '/') + "/" + JavaRenderer.className(manifest) + ".java";
    }
}
