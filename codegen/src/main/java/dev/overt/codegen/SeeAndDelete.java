package dev.overt.codegen;

import dev.overt.manifest.Delivery;
import dev.overt.manifest.Identity;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Retention.Period;
import dev.overt.manifest.Surface;
import dev.overt.manifest.Variable;

/** How to see what is sent, and how to have it deleted. */
final class SeeAndDelete {
    private SeeAndDelete() {}

    static Section section(Manifest manifest) {
        Controls controls = new Controls(manifest);
        Section section = new Section("see-and-delete", "How to see what is sent and have it deleted");
        for (Variable each : manifest.consent().environment()) {
            if (each instanceof Variable.Debug && controls.has(Surface.TOOL)) {
                section.paragraph("To see what a command would send, without sending it:")
                        .listing("sh", each.name() + "=1 " + manifest.product().command() + " …");
            }
        }
        if (controls.has(Surface.TOOL) && manifest.delivery().mode() == Delivery.Mode.SPOOL) {
            section.paragraph(
                    "{} shows what would be sent next, and {} what was sent.",
                    controls.command("preview"),
                    controls.command("log"));
        }
        Span contact = contact(manifest.product().contact());
        if (manifest.identity().kind() != Identity.Kind.INSTALL_ID) {
            return section.paragraph(
                    "What was sent cannot be found again to be deleted, since no event says from which installation it came. "
                            + "Questions: {}.",
                    contact);
        }
        if (controls.asksForDeletion()) {
            section.paragraph(
                    "To have what was sent deleted, run {}. It says whether the collector has deleted it, will do so, or does "
                            + "not take such requests.",
                    controls.command("delete"));
        }
        return section.paragraph(
                        (controls.asksForDeletion() ? "Or " : "To have what was sent deleted, ")
                                + "write to {} and give the install id{}.",
                        contact,
                        where(manifest, controls))
                .paragraph(browser(controls))
                .paragraph(kept(manifest));
    }

    private static Prose browser(Controls controls) {
        return controls.has(Surface.WEB)
                ? Prose.of(
                        "The id of a browser is another one. While telemetry is on there, {} on the page shows it.",
                        new Span.Strong("Telemetry settings"))
                : Prose.NOTHING;
    }

    private static Prose kept(Manifest manifest) {
        return manifest.retention().raw() instanceof Period.None
                ? Prose.of("The collector itself has kept no event; a destination may have.")
                : Prose.NOTHING;
    }

    private static Prose where(Manifest manifest, Controls controls) {
        String file = manifest.identity().file();
        if (controls.has(Surface.TOOL)) {
            return Prose.of(", which {} shows", controls.command("status"));
        }
        return file == null ? Prose.NOTHING : Prose.of(", which stands in {}", Prose.code(file));
    }

    private static Span contact(String contact) {
        return new Span.Link(contact, contact.matches("(?s)https?://.*") ? contact : "mailto:" + contact);
    }
}
