package dev.overt.codegen;

import dev.overt.manifest.Consent;
import dev.overt.manifest.Consent.Ask;
import dev.overt.manifest.PreferenceFile;
import dev.overt.manifest.Variable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** What the client's builder is told of the consent. */
record ConsentCalls(Consent consent) {

    void render(JavaSource source) {
        mode(source);
        source.line(12, ".covers(" + consent.covers() + ")");
        if (!consent.inCi()) {
            source.line(12, ".offInCi()");
        }
        if (!consent.withoutTerminal()) {
            source.line(12, ".offWithoutTerminal()");
        }
        words(source, ".quiet", consent.quiet());
        consent.environment().forEach(variable -> variable(source, variable));
        consent.files().forEach(file -> file(source, file));
        words(source, ".statusIn", consent.statusIn());
        words(source, ".state", List.of(Objects.requireNonNull(consent.state(), "state")));
    }

    private void mode(JavaSource source) {
        switch (consent.mode()) {
            case ASK -> {
                Ask ask = Objects.requireNonNull(consent.ask(), "ask");
                source.callPerLine(12, ".ask", List.of(ask.title(), ask.text(), ask.question()));
            }
            case NOTICE -> {
                Ask notice = Objects.requireNonNull(consent.ask(), "ask");
                source.callPerLine(12, ".notice", List.of(notice.title(), notice.text()));
            }
            case ON -> source.line(12, ".on()");
        }
    }

    private static void variable(JavaSource source, Variable variable) {
        String name = JavaText.literal(variable.name());
        if (variable instanceof Variable.Debug) {
            source.line(12, ".debugWhenTruthy(" + name + ")");
        } else if (variable instanceof Variable.Collector) {
            source.line(12, ".collectorFrom(" + name + ")");
        } else if (variable instanceof Variable.Switch turning) {
            if (turning.offWhenTruthy()) {
                source.line(12, ".offWhenTruthy(" + name + ")");
            } else {
                source.call(12, ".onOff", List.of(name, array(turning.on()), array(turning.off())), "");
            }
        }
    }

    private static void file(JavaSource source, PreferenceFile file) {
        List<String> arguments = List.of(
                JavaText.literal(file.path()),
                JavaText.literal(Objects.requireNonNullElse(file.json(), "")),
                array(file.on()),
                array(file.off()));
        source.call(12, ".file", arguments, "");
    }

    private static void words(JavaSource source, String head, List<String> words) {
        if (!words.isEmpty()) {
            source.call(12, head, JavaText.literals(words), "");
        }
    }

    private static String array(List<String> words) {
        return JavaText.literals(words).stream().collect(Collectors.joining(", ", "new String[] {", "}"));
    }
}
