package dev.overt.manifest;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that a product may report, under which consent, and for how long. Immutable, and free of contradictions when
 * it comes from {@link ManifestReader}.
 *
 * @param common properties of every event that can have them; nobody passes them
 * @param web the banner of the product's pages; null where no event comes from a page
 * @param marker file by which a container knows which version ran before; null where no event comes from one
 * @param accept rules of lint from which the manifest departs, and why
 */
public record Manifest(
        Product product,
        Explanation explanation,
        Consent consent,
        Identity identity,
        List<Property> common,
        List<Event> events,
        List<String> never,
        Delivery delivery,
        List<Destination> destinations,
        Retention retention,
        @Nullable Web web,
        @Nullable String marker,
        List<Statement> accept) {

    /** Makes the lists immutable. */
    public Manifest {
        common = List.copyOf(common);
        events = List.copyOf(events);
        never = List.copyOf(never);
        destinations = List.copyOf(destinations);
        accept = List.copyOf(accept);
    }

    /**
     * What names all that the manifest says: {@code sha256:} and the SHA-256 of its {@link CanonicalForm} in UTF-8, in
     * lower-case hexadecimal.
     */
    public String hash() {
        return CanonicalForm.hash(this);
    }

    /** All properties of {@code event}: the common ones that can be filled in where it happens, then its own. */
    public List<Property> properties(Event event) {
        return Stream.concat(
                        common.stream().filter(property -> property.isCommonTo(event.trigger())),
                        event.properties().stream())
                .toList();
    }

    /** The event of that name, unless none is declared. */
    public Optional<Event> event(String name) {
        return events.stream().filter(event -> event.name().equals(name)).findFirst();
    }

    /** The events that come from {@code surface}. */
    public List<Event> events(Surface surface) {
        return events.stream().filter(event -> event.surface() == surface).toList();
    }

    /** Where events come from. */
    public Set<Surface> surfaces() {
        Set<Surface> surfaces = EnumSet.noneOf(Surface.class);
        events.forEach(event -> surfaces.add(event.surface()));
        return surfaces;
    }
}
