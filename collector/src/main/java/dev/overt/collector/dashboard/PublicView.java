package dev.overt.collector.dashboard;

import dev.overt.manifest.Manifest;
import dev.overt.manifest.Surface;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a product's public page says.
 *
 * @param sheets what of the counts everybody may see
 */
record PublicView(Manifest manifest, List<Sheet> sheets, String raw, String rollups, String lastPurge, int k) {
    /** The properties of an event, by name. */
    record EventRow(String name, String why, String when, String properties) {}

    List<EventRow> events() {
        return manifest.events().stream()
                .map(event -> new EventRow(
                        event.name(),
                        event.why(),
                        event.when(),
                        String.join(
                                ", ",
                                manifest.properties(event).stream()
                                        .map(property -> property.name() + (property.optional() ? " (optional)" : ""))
                                        .toList())))
                .toList();
    }

    @Nullable
    String deleteCommand() {
        return manifest.surfaces().contains(Surface.TOOL) ? manifest.product().command() + " telemetry delete" : null;
    }
}
