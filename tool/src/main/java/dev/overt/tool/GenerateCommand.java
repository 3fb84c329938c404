package dev.overt.tool;

import dev.overt.codegen.GeneratedFile;
import dev.overt.codegen.JavaRenderer;
import dev.overt.codegen.MarkedFile;
import dev.overt.codegen.RenderedFile;
import dev.overt.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
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
            "with --package, the Java class; and the scripts of the places that the manifest has events for. Prints each",
            "file; one that is right already keeps its time."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, or with --check all files are what the manifest says",
            "1:refused or failed, or with --check a file is another",
            "2:wrong usage"
        })
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
            description = "Write these alone: ${COMPLETION-CANDIDATES}; with commas between them.")
    private List<GeneratedFile> only = List.of();

    @Option(
            names = "--into",
            split = ",",
            paramLabel = "FILE",
            description = {
                "Write into these files instead, such as an installer: each script between the lines",
                "`# >>> overt: KIND >>>` and `# <<< overt: KIND <<<`, where you have put them."
            })
    private List<Path> into = List.of();

    @Option(names = "--check", description = "Write nothing: compare what stands there.")
    private boolean check;

    @Override
    public Integer call() {
        Set<GeneratedFile> kinds = kinds();
        Manifest manifest = new ManifestFiles(spec.commandLine().getErr())
                .readAll(List.of(file))
                .get(0);
        if (only.isEmpty()) {
            kinds.removeIf(kind -> kind.isScript() && !kind.isFor(manifest));
        }
        // All are rendered before the first is written: a refusal leaves no half.
        List<RenderedFile> files = into.isEmpty()
                ? kinds.stream().map(kind -> render(kind, manifest)).toList()
                : into.stream().map(target -> render(target, manifest)).toList();
        if (check) {
            return check(files);
        }
        files.forEach(this::write);
        if (into.isEmpty() && kinds.contains(GeneratedFile.JAVA) && JavaRenderer.needsScrub(manifest)) {
            spec.commandLine().getErr().println(NEEDS_SCRUB);
        }
        return 0;
    }

    private Set<GeneratedFile> kinds() {
        if (!into.isEmpty() && (!only.isEmpty() || packageName != null || sourceRoot != null)) {
            throw new ParameterException(
                    spec.commandLine(), "--into writes what its files have places for: leave out the other options");
        }
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

    private RenderedFile render(Path target, Manifest manifest) {
        try {
            return MarkedFile.of(target, manifest);
        } catch (IllegalArgumentException e) {
            throw new Refusal(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new Refusal("cannot read " + target + ": " + e.getMessage(), e);
        }
    }

    private int check(List<RenderedFile> files) {
        List<String> differences =
                files.stream().flatMap(each -> difference(each).stream()).toList();
        differences.forEach(wrong -> spec.commandLine().getErr().println("overt: " + wrong));
        if (differences.isEmpty()) {
            return 0;
        }
        spec.commandLine().getErr().println("Write it anew and commit it: the same command without --check.");
        return 1;
    }

    private static Optional<String> difference(RenderedFile rendered) {
        try {
            return rendered.difference();
        } catch (IOException e) {
            throw new Refusal("cannot read " + rendered.file() + ": " + e.getMessage(), e);
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
