package dev.overt.manifest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code common:} and {@code events:}. */
final class EventReader {
    private final List<Property> common;
    private final ForeignNames foreign = new ForeignNames(List.of());
    /** Those that an event has already. */
    private final Set<Trigger> triggers = EnumSet.noneOf(Trigger.class);

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
        reader.foreign.check(events.stream().map(Event::name).toList());
        if (events.isEmpty()) {
            value.error(Rule.EMPTY, "`events` declares no event.", "Declare one, or do without telemetry.");
        }
        return events;
    }

    private Event event(Mapping.Entry entry) {
        String name = entry.key().word(Form.EVENT_NAME);
        Mapping event = entry.value().mapping();
        String why = event.required("why", "To see which commands are used.").text();
        String when = event.required("when", "A command has finished.").text();
        Scope scope = scope(event.optional("trigger"));
        LocalDate expires = Day.read(event.optional("expires"));
        List<String> from = foreign.read(event.optional("from"), name);
        List<Property> properties = properties(event.optional("properties"), scope, common);
        event.close();
        Trigger trigger = scope.trigger() == null ? Trigger.CALL : scope.trigger();
        return new Event(name, why, when, trigger, expires, from, properties);
    }

    private Scope scope(Value value) {
        if (!value.isPresent()) {
            return Scope.of(Trigger.CALL);
        }
        Trigger trigger = value.oneOf(Trigger.words());
        if (trigger == null) {
            return Scope.UNKNOWN;
        }
        if (!triggers.add(trigger)) {
            value.error(
                    Rule.TWO_EVENTS,
                    "Another event has `trigger: " + trigger.word() + "` already.",
                    "Declare the properties of both in one event.");
        }
        return Scope.of(trigger);
    }

    private static List<Property> properties(Value value, Scope scope, List<Property> common) {
        List<Property> properties = new ArrayList<>();
        ForeignNames foreign = new ForeignNames(common);
        for (Mapping.Entry entry : value.mapping().entries()) {
            Property property = PropertyReader.read(entry, scope, foreign);
            if (common.stream().anyMatch(other -> other.name().equals(property.name()))) {
                entry.key()
                        .error(
                                Rule.DUPLICATE,
                                Problems.quote(property.name()) + " is a property of every event already.",
                                "Remove it here or in `common`.");
            }
            foreign.checkDeclared(entry.key(), property.name());
            properties.add(property);
        }
        foreign.check(Stream.concat(common.stream(), properties.stream())
                .map(Property::name)
                .toList());
        return properties;
    }
}
