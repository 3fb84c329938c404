package dev.overt.codegen;

import dev.overt.manifest.Event;
import dev.overt.manifest.Trigger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The method that records one event, with an argument for each property that the client does not fill in by itself.
 *
 * @param expression what stands for the event
 * @param arguments in the order in which the properties are declared
 */
record RecordMethod(String name, String expression, Event event, List<Argument> arguments) {

    /**
     * The methods of all events that are recorded by a call.
     *
     * @param events what stands for each event in an expression
     * @param types where the enums take their names
     */
    static List<RecordMethod> of(Map<Event, String> events, JavaNames types) {
        JavaNames methods = JavaNames.ofMethods("open", "telemetry");
        List<RecordMethod> found = new ArrayList<>();
        events.forEach((event, expression) -> {
            if (event.trigger() == Trigger.CALL) {
                found.add(new RecordMethod(methods.camel(event.name()), expression, event, arguments(event, types)));
            }
        });
        return found;
    }

    private static List<Argument> arguments(Event event, JavaNames types) {
        JavaNames names = new JavaNames("telemetry");
        return event.properties().stream()
                .filter(property -> !property.selfFilled())
                .map(property -> Argument.of(event, property, names, types))
                .toList();
    }

    /** What the method needs beside the client. */
    Stream<String> imports() {
        return arguments.stream().map(Argument::type).flatMap(type -> {
            if (type.startsWith("Collection<")) {
                return Stream.of("java.util.Collection");
            }
            if (type.startsWith("Map<")) {
                return Stream.of("java.util.Map");
            }
            return type.equals("Duration") ? Stream.of("java.time.Duration") : Stream.empty();
        });
    }

    /** How many slots its parameters take, and the object itself. */
    int slots() {
        return 1 + arguments.stream().mapToInt(Argument::slots).sum();
    }

    void render(JavaSource source) {
        source.blank();
        source.javadoc(4, List.of(JavaText.javadoc(event.when()), JavaText.javadoc(event.why())), tags());
        source.call(4, "public void " + name, parameters(), " {");
        List<String> values = Stream.concat(
                        Stream.of(expression), arguments.stream().map(Argument::name))
                .toList();
        source.call(8, "telemetry.record", values, ";");
        source.line(4, "}");
        arguments.forEach(argument -> argument.renderEnum(source, event));
    }

    private List<String> parameters() {
        return requiredFirst().map(Argument::parameter).toList();
    }

    private List<String> tags() {
        return requiredFirst().map(Argument::tag).toList();
    }

    /** Those that may be missing come last. */
    private Stream<Argument> requiredFirst() {
        return arguments.stream()
                .sorted(Comparator.comparing(argument -> argument.property().optional()));
    }
}
