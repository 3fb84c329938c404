package dev.overt.manifest;

import dev.overt.manifest.Consent.Ask;
import dev.overt.manifest.Consent.Default;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code consent:}. */
final class ConsentReader {
    private static final int MAX_COVERS = 1_000_000;

    private ConsentReader() {}

    static Consent read(Value value) {
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
                consent.required("state", "~/.initrunner/telemetry.json").word(Form.STATE));
        consent.close();
        return read;
    }

    private static int covers(Value covers) {
        long number = covers.wholeNumber(1);
        if (number < 1 || number > MAX_COVERS) {
            covers.error("range", "`consent.covers` is " + number + ".", "Write a number from 1 to 1000000.");
            return 1;
        }
        return (int) number;
    }

    /** The words are needed unless the default is {@code on}; the question only where it is {@code ask}. */
    private static @Nullable Ask ask(Mapping consent, @Nullable Default mode) {
        boolean needed = mode == Default.ASK || mode == Default.NOTICE;
        Value value = needed
                ? consent.required("ask", "{title: Help improve InitRunner?, text: …, question: Enable telemetry?}")
                : consent.optional("ask");
        if (!value.isPresent()) {
            return null;
        }
        Mapping ask = value.mapping();
        Value question = mode == Default.ASK
                ? ask.required("question", "Enable anonymous usage telemetry?")
                : ask.optional("question");
        Ask read = new Ask(
                ask.required("title", "Help improve InitRunner?").word(),
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
}
