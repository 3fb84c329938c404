package dev.overt.manifest;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that a product may report, under which consent, and for how long. Immutable, and free of contradictions when
 * it comes from {@link ManifestReader}.
 *
 * @param hash {@code sha256:} and the SHA-256 of the file's bytes with every CRLF read as LF, in lower-case hexadecimal
 * @param common properties of every event; the client fills all of them in itself
 */
public record Manifest(
        String hash,
        Product product,
        Consent consent,
        Identity identity,
        List<Property> common,
        List<Event> events,
        List<String> never,
        Delivery delivery,
        Retention retention) {

    /** Makes the lists immutable. */
    public Manifest {
        common = List.copyOf(common);
        events = List.copyOf(events);
        never = List.copyOf(never);
    }

    /** All properties of {@code event}: the common ones, then its own. */
    public List<Property> properties(Event event) {
        return Stream.concat(common.stream(), event.properties().stream()).toList();
    }

    /** The event of that name, unless none is declared. */
    public Optional<Event> event(String name) {
        return events.stream().filter(event -> event.name().equals(name)).findFirst();
    }
}
