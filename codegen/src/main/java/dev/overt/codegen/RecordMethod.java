package dev.overt.codegen;

import dev.overt.manifest.Event;
import dev.overt.manifest.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The method that records one event, with an argument for each property that the client does not fill in by itself.
 *
 * @param constant the event's constant in the class
 * @param arguments in the order in which the properties are declared
 */
record RecordMethod(String name, String constant, Event event, List<Argument> arguments) {

    /** The methods of all events that are recorded by a call. */
    static List<RecordMethod> of(Map<Event, String> constants, String className) {
        JavaNames methods = new JavaNames(
                "open",
                "telemetry",
                "clone",
                "equals",
                "finalize",
                "getClass",
                "hashCode",
                "notify",
                "notifyAll",
                "toString",
                "wait");
        JavaNames types = new JavaNames(className);
        List<RecordMethod> found = new ArrayList<>();
        constants.forEach((event, constant) -> {
            if (event.trigger() == Trigger.CALL) {
                found.add(new RecordMethod(methods.camel(event.name()), constant, event, arguments(event, types)));
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

    /** What the method and its enums need. */
    Stream<String> imports() {
        TreeSet<String> imports = new TreeSet<>();
        for (Argument argument : arguments) {
            if (argument.type().equals("Duration")) {
                imports.add("java.time.Duration");
            }
            if (argument.property().optional()) {
                imports.add("org.jspecify.annotations.Nullable");
            }
        }
        return imports.stream();
    }

    void render(JavaSource source) {
        source.blank();
        source.javadoc(4, List.of(JavaText.javadoc(event.when()), JavaText.javadoc(event.why())), tags());
        source.call(4, "public void " + name, parameters(), " {");
        List<String> values = Stream.concat(
                        Stream.of(constant), arguments.stream().map(Argument::value))
                .toList();
        source.call(8, "telemetry.record", values, ";");
        source.line(4, "}");
        arguments.forEach(argument -> argument.renderEnum(source, event));
    }

    /** Those that may be missing come last. */
    private List<String> parameters() {
        return Stream.concat(
                        arguments.stream()
                                .filter(argument -> !argument.property().optional()),
                        arguments.stream()
                                .filter(argument -> argument.property().optional()))
                .map(Argument::parameter)
                .toList();
    }

    private List<String> tags() {
        return Stream.concat(
                        arguments.stream()
                                .filter(argument -> !argument.property().optional()),
                        arguments.stream()
                                .filter(argument -> argument.property().optional()))
                .map(Argument::tag)
                .toList();
    }
}
