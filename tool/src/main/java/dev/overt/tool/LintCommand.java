package dev.overt.tool;

import dev.overt.manifest.Problem;
import dev.overt.manifest.Rule;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code overt lint}: says of manifests what is wrong and what should be better, where, and how to mend it. */
@Command(
        name = "lint",
        description = {
            "Check manifests: every problem with its place and how to mend it.",
            "An error refuses a manifest. A warning asks for a better one, or for a reason in `accept:`."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no manifest has an error; there may be warnings",
            "1:a manifest has an error, or with --strict a warning",
            "2:wrong usage"
        })
final class LintCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "MANIFEST", description = "A telemetry.yaml.")
    private List<Path> files = List.of();

    @Option(names = "--strict", description = "Warnings fail as well.")
    private boolean strict;

    @Option(names = "--all", description = "Print also what a manifest accepts with a reason.")
    private boolean all;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, or sarif for code scanning (SARIF 2.1.0); default: text.")
    @SuppressWarnings("NullAway.Init")
    private Format format;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where SARIF goes, beside the text; default: standard output, without the text.")
    private @Nullable Path output;

    @Option(names = "--explain", paramLabel = "RULE", description = "Print the page of a rule.")
    private @Nullable String explained;

    @Option(names = "--rules", description = "List the rules.")
    private boolean rules;

    /** What a report is written as. */
    private enum Format {
        TEXT,
        SARIF
    }

    @Override
    public Integer call() {
        if (explained != null) {
            spec.commandLine().getOut().print(rule(explained).page());
        } else if (rules) {
            printRules();
        } else {
            return lint();
        }
        spec.commandLine().getOut().flush();
        return 0;
    }

    private Rule rule(String id) {
        return Rule.of(id)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "There is no rule `" + id + "`. These are: overt lint --rules"));
    }

    private void printRules() {
        for (Rule rule : Rule.values()) {
            String severity = rule.severity().name().toLowerCase(Locale.ROOT);
            spec.commandLine().getOut().printf("%-18s %-8s %s%n", rule.id(), severity, rule.title());
        }
    }

    private int lint() {
        if (files.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Which manifest? For example: overt lint telemetry.yaml");
        }
        if (output != null && format == Format.TEXT) {
            throw new ParameterException(spec.commandLine(), "--output needs --format sarif");
        }
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        List<LintedFile> linted =
                files.stream().map(file -> LintedFile.of(file, today)).toList();
        if (format == Format.SARIF) {
            writeSarif(linted.stream().flatMap(file -> file.problems().stream()).toList());
        }
        if (format == Format.TEXT || output != null) {
            linted.forEach(this::print);
        }
        return linted.stream().anyMatch(file -> file.fails(strict)) ? 1 : 0;
    }

    private void print(LintedFile file) {
        PrintWriter err = spec.commandLine().getErr();
        file.problems().stream()
                .filter(problem -> all || problem.accepted() == null)
                .forEach(err::println);
        spec.commandLine().getOut().println(file.summary());
    }

    private void writeSarif(List<Problem> problems) {
        String version = spec.root().version()[0].substring("overt ".length());
        String report = Sarif.of(problems, version, Path.of(""));
        if (output == null) {
            spec.commandLine().getOut().print(report);
            spec.commandLine().getOut().flush();
            return;
        }
        try {
            Files.writeString(output, report);
        } catch (IOException e) {
            throw new Refusal("cannot write " + output + ": " + e.getMessage(), e);
        }
    }
}
