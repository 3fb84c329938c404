package dev.overt.tool;

import dev.overt.codegen.JavaRenderer;
import dev.overt.codegen.RenderedFile;
import dev.overt.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code overt generate}: writes what comes from a manifest. */
@Command(
        name = "generate",
        description = {
            "Write what comes from a manifest: TELEMETRY.md, telemetry.html, allowlist.json, events.schema.json and,",
            "with --package, the Java class. Prints each file; one that is right already keeps its time."
        },
        mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {
    private static final String NEEDS_SCRUB =
            "The Java class has free text: it needs the jar dev.overt:scrub beside dev.overt:client.";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "MANIFEST", description = "A telemetry.yaml.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--output",
            defaultValue = ".",
            paramLabel = "DIR",
            description = "Folder to write into; default: the current one.")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Option(names = "--package", paramLabel = "NAME", description = "Java package of the generated class.")
    private @Nullable String packageName;

    @Option(
            names = "--java",
            paramLabel = "DIR",
            description = "Source root for the Java class, such as src/main/java; default: where the rest goes.")
    private @Nullable Path sourceRoot;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "KIND",
            description = "Write these alone: java, docs, html, allowlist, schema; with commas between them.")
    private List<GeneratedFile> only = List.of();

    @Override
    public Integer call() {
        Set<GeneratedFile> kinds = kinds();
        Manifest manifest = new ManifestFiles(spec.commandLine().getErr())
                .readAll(List.of(file))
                .get(0);
        // All are rendered before the first is written: a refusal leaves no half.
        kinds.stream().map(kind -> render(kind, manifest)).toList().forEach(this::write);
        if (kinds.contains(GeneratedFile.JAVA) && JavaRenderer.needsScrub(manifest)) {
            spec.commandLine().getErr().println(NEEDS_SCRUB);
        }
        return 0;
    }

    private Set<GeneratedFile> kinds() {
        Set<GeneratedFile> kinds = EnumSet.allOf(GeneratedFile.class);
        if (!only.isEmpty()) {
            kinds.retainAll(only);
        } else if (packageName == null) {
            kinds.remove(GeneratedFile.JAVA);
        }
        if (kinds.contains(GeneratedFile.JAVA) && packageName == null) {
            throw new ParameterException(spec.commandLine(), "--only java needs --package NAME");
        }
        if (!kinds.contains(GeneratedFile.JAVA) && (packageName != null || sourceRoot != null)) {
            String needless = packageName != null ? "--package" : "--java";
            throw new ParameterException(spec.commandLine(), needless + " is for the Java class, which is not written");
        }
        return kinds;
    }

    private RenderedFile render(GeneratedFile kind, Manifest manifest) {
        Path folder = kind == GeneratedFile.JAVA && sourceRoot != null ? sourceRoot : output;
        try {
            return kind.of(manifest, folder, packageName == null ? "" : packageName);
        } catch (IllegalArgumentException e) {
            throw new Refusal(file + ": " + e.getMessage(), e);
        }
    }

    private void write(RenderedFile rendered) {
        try {
            String suffix = rendered.write() ? "" : " (unchanged)";
            spec.commandLine().getOut().println(rendered.file() + suffix);
        } catch (IOException e) {
            throw new Refusal("cannot write " + rendered.file() + ": " + e.getMessage(), e);
        }
    }
}
