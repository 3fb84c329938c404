package dev.overt.codegen;

import dev.overt.manifest.Consent;
import dev.overt.manifest.Consent.Ask;
import dev.overt.manifest.Event;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Product;
import dev.overt.manifest.Property;
import dev.overt.manifest.Variable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The field {@code POLICY}: consent, delivery and all events, by the calls of the client's builder. */
record PolicyField(Manifest manifest, ToolPart tool, Declarations declarations) {
    private static final int LITERAL_COLUMNS = 86;

    void render(JavaSource source) {
        Product product = manifest.product();
        List<String> arguments = List.of(JavaText.literal(product.id()), JavaText.literal(product.name()), "MANIFEST");
        source.call(4, "private static final Policy POLICY = Policy.builder", arguments, "");
        consent(source);
        manifest.consent().environment().forEach(variable -> variable(source, variable));
        source.call(
                12,
                ".state",
                literals(List.of(Objects.requireNonNull(manifest.consent().state(), "state"))),
                "");
        String collector = JavaText.literal(manifest.delivery().collector().toString());
        String millis = JavaText.literal(manifest.delivery().every().toMillis());
        source.call(12, ".collector", List.of(collector, millis), "");
        perLine(source, ".summary", literals(summary()));
        if (!manifest.never().isEmpty()) {
            source.call(12, ".never", literals(manifest.never()), "");
        }
        declarations.renderCommon(source);
        source.call(12, ".events", List.copyOf(declarations.expressions().values()), "");
        source.line(12, ".build();");
    }

    private void consent(JavaSource source) {
        Consent consent = manifest.consent();
        switch (consent.mode()) {
            case ASK -> {
                Ask ask = Objects.requireNonNull(consent.ask(), "ask");
                perLine(source, ".ask", literals(List.of(ask.title(), ask.text(), ask.question())));
            }
            case NOTICE -> {
                Ask notice = Objects.requireNonNull(consent.ask(), "ask");
                perLine(source, ".notice", literals(List.of(notice.title(), notice.text())));
            }
            case ON -> source.line(12, ".on()");
        }
        source.line(12, ".covers(" + consent.covers() + ")");
        if (!consent.inCi()) {
            source.line(12, ".offInCi()");
        }
        if (!consent.withoutTerminal()) {
            source.line(12, ".offWithoutTerminal()");
        }
        if (!consent.quiet().isEmpty()) {
            source.call(12, ".quiet", literals(consent.quiet()), "");
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

    private static String array(List<String> words) {
        return literals(words).stream().collect(Collectors.joining(", ", "new String[] {", "}"));
    }

    /** One line for each event: its name, and what it says. */
    private List<String> summary() {
        return tool.events().stream()
                .map(event -> event.name() + ": " + properties(event))
                .toList();
    }

    private String properties(Event event) {
        List<Property> properties = tool.properties(event);
        return properties.isEmpty()
                ? "that it happened"
                : properties.stream().map(Property::name).collect(Collectors.joining(", "));
    }

    /** A call with an argument on each line, long literals in parts. */
    private static void perLine(JavaSource source, String head, List<String> arguments) {
        source.line(12, head + "(");
        for (int i = 0; i < arguments.size(); i++) {
            source.line(20, arguments.get(i) + (i == arguments.size() - 1 ? ")" : ","));
        }
    }

    private static List<String> literals(Collection<String> texts) {
        List<String> literals = new ArrayList<>();
        for (String text : texts) {
            literals.add(JavaText.lines(text, LITERAL_COLUMNS).stream()
                    .map(JavaText::literal)
                    .collect(Collectors.joining("\n" + " ".repeat(28) + "+ ")));
        }
        return literals;
    }
}
