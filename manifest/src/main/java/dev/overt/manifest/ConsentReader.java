package dev.overt.manifest;

import dev.overt.manifest.Consent.Ask;
import dev.overt.manifest.Consent.Default;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code consent:}. */
final class ConsentReader {
    private static final int MAX_COVERS = 1_000_000;

    private ConsentReader() {}

    /** Reads the consent of a product whose events come from {@code surfaces}. */
    static Consent read(Value value, Set<Surface> surfaces) {
        Mapping consent = value.mapping();
        Default mode = consent.required("default", "ask").oneOf(Choice.among(Default.values()));
        Consent read = new Consent(
                mode == null ? Default.ASK : mode,
                covers(consent.optional("covers")),
                ask(consent, mode),
                consent.optional("in-ci").onOrOff(false),
                consent.optional("without-terminal").onOrOff(true),
                consent.optional("quiet").words(),
                environment(consent.optional("environment")),
                files(consent.optional("files")),
                consent.optional("status-in").words(),
                state(consent, surfaces));
        consent.close();
        return read;
    }

    private static int covers(Value covers) {
        long number = covers.wholeNumber(1);
        if (number < 1 || number > MAX_COVERS) {
            covers.error(Rule.RANGE, "`consent.covers` is " + number + ".", "Write a number from 1 to 1000000.");
            return 1;
        }
        return (int) number;
    }

    /** The words are needed unless the default is {@code on}; title and question only where it is {@code ask}. */
    private static @Nullable Ask ask(Mapping consent, @Nullable Default mode) {
        boolean needed = mode == Default.ASK || mode == Default.NOTICE;
        Value value = needed
                ? consent.required("ask", "{title: Help improve InitRunner?, text: …, question: Enable telemetry?}")
                : consent.optional("ask");
        if (!value.isPresent()) {
            return null;
        }
        Mapping ask = value.mapping();
        boolean asks = mode == Default.ASK;
        Value title = asks ? ask.required("title", "Help improve InitRunner?") : ask.optional("title");
        Value question =
                asks ? ask.required("question", "Enable anonymous usage telemetry?") : ask.optional("question");
        Ask read = new Ask(
                title.word(),
                ask.required("text", "Send anonymous usage data (which command ran, version, OS).")
                        .text(),
                question.word());
        ask.close();
        return read;
    }

    private static List<Variable> environment(Value environment) {
        return environment.mapping().entries().stream()
                .map(VariableReader::read)
                .toList();
    }

    private static List<PreferenceFile> files(Value files) {
        return files.mapping().entries().stream()
                .map(PreferenceFileReader::read)
                .toList();
    }

    /** Only a tool keeps a choice of its own; a script obeys variables and files, and a page keeps it in the browser. */
    private static @Nullable String state(Mapping consent, Set<Surface> surfaces) {
        if (surfaces.contains(Surface.TOOL)) {
            return consent.required("state", "~/.initrunner/telemetry.json").word(Form.STATE);
        }
        Value state = consent.optional("state");
        state.error(Rule.UNUSED, "No event comes from the tool itself, so no choice is kept.", "Remove `state`.");
        return null;
    }
}
