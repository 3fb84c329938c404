package dev.overt.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads {@code common:} and {@code events:}. */
final class EventReader {
    private static final Map<String, Scope> TRIGGERS =
            new TreeMap<>(Map.of("command", Scope.COMMAND, "first-run", Scope.FIRST_RUN));

    private final List<Property> common;
    private boolean commandEventRead;

    private EventReader(List<Property> common) {
        this.common = common;
    }

    static List<Property> common(Value value) {
        return properties(value, Scope.COMMON, List.of());
    }

    static List<Event> events(Value value, List<Property> common) {
        EventReader reader = new EventReader(common);
        List<Event> events = new ArrayList<>();
        for (Mapping.Entry entry : value.mapping().entries()) {
            events.add(reader.event(entry));
        }
        if (events.isEmpty()) {
            value.error("empty", "`events` declares no event.", "Declare one, or do without telemetry.");
        }
        return events;
    }

    private Event event(Mapping.Entry entry) {
        String name = name(entry.key());
        Mapping event = entry.value().mapping();
        String why = event.required("why", "To see which commands are used.").text();
        String when = event.required("when", "A command has finished.").text();
        Scope scope = scope(event.optional("trigger"));
        List<Property> properties = properties(event.optional("properties"), scope, common);
        event.close();
        return new Event(name, why, when, scope.trigger(), properties);
    }

    private static String name(Value key) {
        String name = key.word(Form.EVENT_NAME);
        if (!name.matches("[a-z][a-z0-9]*(_[a-z0-9]+)+")) {
            key.warning(
                    "event-name",
                    Problems.quote(name) + " does not say both where and what.",
                    "Name an event `domain_action`, such as `cli_command`.");
        }
        return name;
    }

    private Scope scope(Value trigger) {
        if (!trigger.isPresent()) {
            return Scope.CALL;
        }
        Scope scope = trigger.oneOf(TRIGGERS, Scope.UNKNOWN);
        if (scope == Scope.COMMAND && commandEventRead) {
            trigger.error(
                    "two-command-events",
                    "Another event has `trigger: command` already.",
                    "Declare the properties of both in one event.");
        }
        commandEventRead |= scope == Scope.COMMAND;
        return scope;
    }

    private static List<Property> properties(Value value, Scope scope, List<Property> common) {
        List<Property> properties = new ArrayList<>();
        for (Mapping.Entry entry : value.mapping().entries()) {
            Property property = PropertyReader.read(entry, scope);
            if (common.stream().anyMatch(other -> other.name().equals(property.name()))) {
                entry.key()
                        .error(
                                "duplicate",
                                Problems.quote(property.name()) + " is a property of every event already.",
                                "Remove it here or in `common`.");
            }
            properties.add(property);
        }
        return properties;
    }
}
