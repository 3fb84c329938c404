package dev.overt.codegen;

import dev.overt.manifest.Consent;
import dev.overt.manifest.Destination;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Retention.Period;
import dev.overt.manifest.Surface;
import java.util.ArrayList;
import java.util.List;

/** The first section: in a few sentences what somebody who reads no further should know. */
final class Summary {
    private final Manifest manifest;
    private final Controls controls;

    private Summary(Manifest manifest) {
        this.manifest = manifest;
        this.controls = new Controls(manifest);
    }

    static Section section(Manifest manifest) {
        Summary summary = new Summary(manifest);
        Section section =
                new Section("summary", "Telemetry of " + manifest.product().name());
        section.paragraph(
                        "This page says all that {} reports about how it is used.",
                        manifest.product().name())
                .items(summary.points());
        List<String> purpose = manifest.explanation().purpose();
        if (!purpose.isEmpty()) {
            section.paragraph("What it is for:")
                    .items(purpose.stream().map(Prose::theirs).toList());
        }
        return section.paragraph(
                "Text {} is the maintainers' own words. Everything else is generated from the manifest, "
                        + "`telemetry.yaml`, and tells rules that the program keeps.",
                new Span.Theirs("in italics"));
    }

    private List<Prose> points() {
        List<Prose> points = new ArrayList<>();
        for (Surface surface : manifest.surfaces()) {
            points.add(Prose.of("{} {}", new Span.Strong(SurfaceText.title(surface) + ":"), consent(surface)));
        }
        points.add(Prose.of("{} {}", new Span.Strong("Who:"), IdentityText.summary(manifest)));
        points.add(Prose.of("{} {}", new Span.Strong("Where:"), where()));
        List<Prose> off = controls.waysOff();
        if (!off.isEmpty()) {
            points.add(Prose.of("{} {}.", new Span.Strong("To turn it off:"), Wording.list(off, "or")));
        }
        return points;
    }

    /** What holds for somebody who has said nothing. */
    private Prose consent(Surface surface) {
        if (surface == Surface.WEB) {
            return Prose.of("off until you agree on the page. Before that nothing is sent.");
        }
        String turnedOn = controls.turningOn().map(way -> way + " turns it on").orElse("");
        if (manifest.consent().mode() == Consent.Default.ON) {
            return Prose.of("on, until you turn it off.");
        } else if (surface != Surface.TOOL) {
            return Prose.of(turnedOn.isEmpty() ? "off." : "off until " + turnedOn + ".");
        } else if (manifest.consent().mode() == Consent.Default.ASK) {
            return Prose.of("off until you turn it on. Before that nothing is sent, and no id is made.");
        }
        return Prose.of(
                "off until a notice about it has been shown to you{}. Then on, until you turn it off.",
                turnedOn.isEmpty() ? "" : ", or " + turnedOn);
    }

    private Prose where() {
        String host = manifest.delivery().collector().getHost();
        Prose kept = manifest.retention().raw() instanceof Period.Days days
                ? Prose.of("to {}, where they are kept for {}.", new Span.Code(host), Wording.count(days.days(), "day"))
                : Prose.of("to {}, where they are not kept.", new Span.Code(host));
        if (manifest.destinations().isEmpty()) {
            return kept;
        }
        List<Prose> names = manifest.destinations().stream().map(Summary::name).toList();
        return Prose.of("{} From there they are forwarded to {}.", kept, Wording.list(names, "and"));
    }

    private static Prose name(Destination destination) {
        return destination.region() == null
                ? Prose.of("{}", destination.name())
                : Prose.of("{} ({})", destination.name(), destination.region());
    }
}
