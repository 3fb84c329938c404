package dev.overt.tool;

import dev.overt.codegen.JavaRenderer;
import dev.overt.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code overt generate}: writes the client class of a manifest. */
@Command(
        name = "generate",
        description = "Write the Java client of a manifest: one class, all that may be reported.",
        mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--package",
            required = true,
            paramLabel = "NAME",
            description = "Java package of the generated class.")
    @SuppressWarnings("NullAway.Init")
    private String packageName;

    @Option(
            names = "--output",
            defaultValue = ".",
            paramLabel = "DIR",
            description = "Source root to write into; default: the current folder.")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Parameters(paramLabel = "MANIFEST", description = "A telemetry.yaml.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Override
    public Integer call() {
        Manifest manifest = new ManifestFiles(spec.commandLine().getErr())
                .readAll(List.of(file))
                .get(0);
        String text = render(manifest);
        Path source = output.resolve(packageName.replace('.', '/')).resolve(JavaRenderer.className(manifest) + ".java");
        try {
            Files.createDirectories(source.toAbsolutePath().getParent());
            Files.writeString(source, text);
        } catch (IOException e) {
            throw new Refusal("cannot write " + source + ": " + e.getMessage(), e);
        }
        spec.commandLine().getOut().println(source);
        return 0;
    }

    private String render(Manifest manifest) {
        try {
            return JavaRenderer.render(manifest, packageName);
        } catch (IllegalArgumentException e) {
            throw new Refusal(file + ": " + e.getMessage(), e);
        }
    }
}
