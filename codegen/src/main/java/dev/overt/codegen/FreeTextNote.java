package dev.overt.codegen;

import dev.overt.manifest.Event;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Property;
import dev.overt.manifest.PropertyType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whether a property can hold free text; and why that is needed, where it can. */
final class FreeTextNote {
    private FreeTextNote() {}

    static void append(Section section, Manifest manifest) {
        section.heading(3, "free-text", Prose.of("Free text"));
        List<List<Prose>> rows = rows(manifest);
        if (rows.isEmpty()) {
            section.paragraph("No property can hold free text. A value that is not as described above is never sent.");
        } else {
            section.paragraph(
                    "Free text is cleaned on your machine before it waits or leaves. What remains can still name things of "
                            + "your setup. If you do not want that, turn telemetry off. Every other property is as described "
                            + "above: a value that is not is never sent.");
            section.table(
                    Prose.of("Properties that hold free text"),
                    List.of("Property", "Why it is needed", "What is taken out", "Cut at"),
                    rows);
        }
        if (IdentityText.properties(manifest).anyMatch(each -> each.type() instanceof PropertyType.Hash)) {
            section.heading(3, "hashes", Prose.of("Hashes"))
                    .paragraph(
                            "A hash is keyed with a random secret of your installation, which never leaves your machine. "
                                    + "Nobody, the maintainers included, can therefore test guesses against it. Equal texts of one "
                                    + "installation have the same hash; those of two installations have different ones.");
        }
    }

    private static List<List<Prose>> rows(Manifest manifest) {
        List<List<Prose>> rows = new ArrayList<>();
        manifest.common().forEach(property -> row("every event", property).forEach(rows::add));
        for (Event event : manifest.events()) {
            event.properties().forEach(property -> row(event.name(), property).forEach(rows::add));
        }
        return rows;
    }

    private static Stream<List<Prose>> row(String event, Property property) {
        if (!(property.type() instanceof PropertyType.FreeText type)) {
            return Stream.empty();
        }
        String taken = type instanceof PropertyType.Sql
                ? "Literals, comments and names. What is left is the shape of the statement."
                : "Paths, URLs, hosts, e-mail addresses, IP addresses and secrets. A word such as `<path>` stands in their place.";
        return Stream.of(List.of(
                Prose.of("{} of {}", Prose.code(property.name()), Prose.code(event)),
                Prose.theirs(type.justification()),
                Prose.of(taken),
                Prose.of(Wording.count(type.maxCharacters(), "character"))));
    }
}
