package dev.overt.codegen;

import dev.overt.manifest.Event;
import dev.overt.manifest.Identity;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Property;
import dev.overt.manifest.PropertyType;
import java.util.List;
import java.util.stream.Stream;

/** What ties events together, and what does not. */
final class IdentityText {
    private IdentityText() {}

    static Prose summary(Manifest manifest) {
        return Prose.sentences(Prose.of(kind(manifest)), ties(manifest));
    }

    private static String kind(Manifest manifest) {
        return switch (manifest.identity().kind()) {
            case INSTALL_ID ->
                "each event carries a random id of the installation, which is derived from nothing of yours: not from you, your "
                        + "machine or your files.";
            case PER_EVENT -> "no id of you, your machine or your installation. Each event has a fresh random id.";
            case NONE -> "no id of you, your machine or your installation.";
        };
    }

    /** Where there is no install id: properties that are equal in several events of one installation only. */
    private static Prose ties(Manifest manifest) {
        if (manifest.identity().kind() == Identity.Kind.INSTALL_ID) {
            return Prose.NOTHING;
        }
        List<String> ties = properties(manifest)
                .filter(IdentityText::isTie)
                .map(Property::name)
                .distinct()
                .toList();
        return ties.isEmpty()
                ? Prose.of("Nothing in an event ties it to another.")
                : Prose.of(
                        "Events with the same {} belong together; nothing else ties them.", Wording.codes(ties, "or"));
    }

    /** Every property of every event. */
    static Stream<Property> properties(Manifest manifest) {
        Stream<Event> events = manifest.events().stream();
        return events.flatMap(event -> manifest.properties(event).stream());
    }

    private static boolean isTie(Property property) {
        return property.type() instanceof PropertyType.Hash || property.type() instanceof PropertyType.SessionId;
    }
}
