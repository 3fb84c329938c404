package dev.overt.tool;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Problem;
import dev.overt.manifest.Reading;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code overt init}: writes a first manifest, after some questions or by options alone. */
@Command(
        name = "init",
        description = "Write a first telemetry.yaml; asks what no option says.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:written", "1:refused: the file is there already, or an answer is wrong", "2:wrong usage"})
final class InitCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--id", paramLabel = "ID", description = "Product's id, such as initrunner.")
    private @Nullable String id;

    @Option(names = "--name", paramLabel = "NAME", description = "Product's name, for people.")
    private @Nullable String name;

    @Option(names = "--contact", paramLabel = "CONTACT", description = "E-mail address or web page.")
    private @Nullable String contact;

    @Option(names = "--command", paramLabel = "WORD", description = "What a person types to run it; default: the id.")
    private @Nullable String command;

    @Option(names = "--consent", paramLabel = "WORD", description = "ask, notice or on; default: ask.")
    private @Nullable String consent;

    @Option(names = "--collector", paramLabel = "URL", description = "Where your collector is.")
    private @Nullable String collector;

    @Option(
            names = "--surface",
            split = ",",
            paramLabel = "WORD",
            description = "Where events come from: tool, installer, container; default: tool.")
    private @Nullable List<String> surfaces;

    @Option(
            names = "--output",
            defaultValue = "telemetry.yaml",
            paramLabel = "FILE",
            description = "File to write; default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Option(names = "--force", description = "Overwrite the file if it is there.")
    private boolean force;

    @Override
    public Integer call() {
        checkWords();
        if (!force && Files.exists(output)) {
            throw thereAlready();
        }
        String yaml = ManifestTemplate.written(asked(questions()));
        check(yaml);
        write(yaml);
        spec.commandLine()
                .getOut()
                .println(output + " is written. List your commands and events in it, then: overt lint " + output);
        return 0;
    }

    private void checkWords() {
        if (consent != null && !Answers.CONSENTS.contains(consent)) {
            throw wrong("--consent is one of " + String.join(", ", Answers.CONSENTS) + ".");
        }
        if (surfaces != null && !Answers.SURFACES.containsAll(surfaces)) {
            throw wrong("--surface is one or more of " + String.join(",", Answers.SURFACES) + ".");
        }
    }

    /** Null where the options say all that is needed. */
    private @Nullable Questions questions() {
        Map<String, @Nullable String> needed = new LinkedHashMap<>();
        needed.put("--id", id);
        needed.put("--name", name);
        needed.put("--contact", contact);
        needed.put("--collector", collector);
        String missing = needed.entrySet().stream()
                .filter(option -> option.getValue() == null)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        if (missing.isEmpty()) {
            return null;
        }
        if (!Questions.canBeAsked()) {
            throw wrong("Nobody can be asked here, so these options are needed: " + missing + ".");
        }
        return new Questions(System.in, spec.commandLine().getOut());
    }

    /** What the options say, and else the answers to {@code questions}. */
    Answers asked(@Nullable Questions questions) {
        String product = text(id, questions, "Id of the product, such as initrunner", "");
        return new Answers(
                product,
                text(name, questions, "Its name, for people", product),
                text(contact, questions, "An e-mail address or web page for questions", ""),
                text(command, questions, "What a person types to run it", product),
                consent != null || questions == null
                        ? orElse(consent, Answers.CONSENTS.get(0))
                        : questions.choose(
                                "Consent: on only if they agree, once they were told, or unless they refuse",
                                Answers.CONSENTS),
                text(collector, questions, "URL of your collector", "https://telemetry.example.org"),
                surfaces != null || questions == null
                        ? orElse(surfaces, List.of("tool"))
                        : List.of(questions.choose("Where do events come from", Answers.SURFACES)));
    }

    private static String text(@Nullable String given, @Nullable Questions questions, String question, String usual) {
        return given != null || questions == null ? orElse(given, usual) : questions.ask(question, usual);
    }

    private static <T> T orElse(@Nullable T given, T usual) {
        return given == null ? usual : given;
    }

    /** What is wrong with the manifest is wrong with an answer. */
    private static void check(String yaml) {
        Reading reading = ManifestReader.read("telemetry.yaml", yaml.getBytes(UTF_8));
        if (reading instanceof Reading.Refused refused) {
            throw new Refusal(refused.problems().stream()
                    .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                    .map(problem -> problem.what() + " " + problem.mend())
                    .collect(Collectors.joining(" ")));
        }
    }

    private void write(String yaml) {
        OpenOption[] options = force
                ? new OpenOption[] {
                    StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE
                }
                : new OpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
        try {
            Files.writeString(output, yaml, options);
        } catch (FileAlreadyExistsException e) {
            throw thereAlready();
        } catch (IOException e) {
            throw new Refusal("cannot write " + output + ": " + e.getMessage(), e);
        }
    }

    private Refusal thereAlready() {
        return new Refusal(output + " is there already. Add --force to overwrite it, or --output to write another.");
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
