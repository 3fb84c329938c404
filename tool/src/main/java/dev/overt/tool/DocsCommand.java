package dev.overt.tool;

import dev.overt.codegen.PageRenderer;
import dev.overt.codegen.RenderedFile;
import dev.overt.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code overt docs}: the page that tells people what a product reports, printed, written or checked. */
@Command(
        name = "docs",
        description = "Print the page that tells people what is collected, from the manifest alone.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, or with --check the page is what the manifest says",
            "1:refused or failed, or with --check the page is another",
            "2:wrong usage"
        })
final class DocsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "MANIFEST", description = "A telemetry.yaml.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "markdown",
            description = "markdown or html; default: markdown.")
    @SuppressWarnings("NullAway.Init")
    private Format format;

    @Option(names = "--output", paramLabel = "FILE", description = "Where the page goes; default: standard output.")
    private @Nullable Path output;

    @Option(names = "--check", paramLabel = "FILE", description = "Write nothing: compare the page in FILE.")
    private @Nullable Path checked;

    /** What the page is written in. */
    private enum Format {
        MARKDOWN,
        HTML
    }

    @Override
    public Integer call() {
        if (output != null && checked != null) {
            throw new ParameterException(spec.commandLine(), "--check writes nothing: leave out --output");
        }
        Manifest manifest = new ManifestFiles(spec.commandLine().getErr())
                .readAll(List.of(file))
                .get(0);
        String page = format == Format.HTML ? PageRenderer.html(manifest) : PageRenderer.markdown(manifest);
        if (checked != null) {
            return check(new RenderedFile(checked, page));
        }
        if (output != null) {
            write(new RenderedFile(output, page));
        } else {
            spec.commandLine().getOut().print(page);
            spec.commandLine().getOut().flush();
        }
        return 0;
    }

    private int check(RenderedFile page) {
        Optional<String> difference;
        try {
            difference = page.difference();
        } catch (IOException e) {
            throw new Refusal("cannot read " + page.file() + ": " + e.getMessage(), e);
        }
        difference.ifPresent(wrong -> {
            String html = format == Format.HTML ? " --format html" : "";
            spec.commandLine().getErr().println("overt: " + wrong);
            spec.commandLine()
                    .getErr()
                    .println("Write it anew and commit it: overt docs " + file + html + " --output " + page.file());
        });
        return difference.isPresent() ? 1 : 0;
    }

    private void write(RenderedFile page) {
        try {
            page.write();
        } catch (IOException e) {
            throw new Refusal("cannot write " + page.file() + ": " + e.getMessage(), e);
        }
    }
}
