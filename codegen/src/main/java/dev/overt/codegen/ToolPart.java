package dev.overt.codegen;

import dev.overt.manifest.Event;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Property;
import dev.overt.manifest.Surface;
import java.util.List;
import java.util.stream.Stream;

/**
 * The part of a manifest that the tool itself reports.
 *
 * @param common the properties of every event of the tool
 */
record ToolPart(List<Property> common, List<Event> events) {

    static ToolPart of(Manifest manifest) {
        List<Event> events = manifest.events(Surface.TOOL);
        List<Property> common = manifest.common().stream()
                .filter(property -> events.stream()
                        .anyMatch(event -> manifest.properties(event).contains(property)))
                .toList();
        return new ToolPart(common, events);
    }

    /** All properties of {@code event}, in the order in which they are reported. */
    List<Property> properties(Event event) {
        return Stream.concat(common.stream(), event.properties().stream()).toList();
    }

    /** Every property, the common ones once. */
    List<Property> properties() {
        return Stream.concat(common.stream(), events.stream().flatMap(event -> event.properties().stream()))
                .toList();
    }
}
