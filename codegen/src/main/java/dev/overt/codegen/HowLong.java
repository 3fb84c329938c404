package dev.overt.codegen;

import dev.overt.manifest.Manifest;
import dev.overt.manifest.Retention.Period;

/** How long what was sent is kept. */
final class HowLong {
    private HowLong() {}

    static Section section(Manifest manifest) {
        Section section = new Section("how-long", "How long events are kept");
        Period raw = manifest.retention().raw();
        if (raw instanceof Period.Days days) {
            section.paragraph("The collector deletes an event {} after it arrived.", Wording.count(days.days(), "day"));
        } else if (raw instanceof Period.None) {
            section.paragraph("The collector keeps no event: it only forwards.");
        }
        section.paragraph(rollups(manifest.retention().rollups()));
        if (!manifest.destinations().isEmpty()) {
            section.paragraph("A destination keeps what it gets for as long as its own policy says.");
        }
        return section;
    }

    private static String rollups(Period rollups) {
        if (rollups instanceof Period.None) {
            return "It keeps no counts of events.";
        }
        String kept = rollups instanceof Period.Days days ? "for " + Wording.count(days.days(), "day") : "for ever";
        return "Counts of events are kept " + kept + ". They cannot be tied to an installation.";
    }
}
