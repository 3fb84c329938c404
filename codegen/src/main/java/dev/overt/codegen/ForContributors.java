package dev.overt.codegen;

import dev.overt.manifest.Manifest;
import dev.overt.manifest.Surface;
import java.util.List;

/** What somebody needs to know who wants to report something more. */
final class ForContributors {
    private ForContributors() {}

    static Section section(Manifest manifest) {
        String compiled =
                manifest.surfaces().contains(Surface.TOOL) ? " Code that reports anything else does not compile." : "";
        Section section = new Section("contributors", "For contributors");
        section.paragraph("An event or a property exists only when `telemetry.yaml` declares it." + compiled
                + " This page is generated from that file; a build can check that it is up to date.");
        section.paragraph("Before you declare something:")
                .items(List.of(
                        Prose.of(
                                "Name an event `domain_action`, in snake case, and say why it is needed and when it is recorded."),
                        Prose.of(
                                "Take the narrowest type: a closed list rather than a name, a range rather than a figure."),
                        Prose.of("Free text needs a written justification. No type takes it without one."),
                        Prose.of("Run `overt lint`, which checks the names, the words and the types."),
                        Prose.of(
                                "Run `overt diff OLD NEW`, which tells whether more is collected than before. If it is, raise "
                                        + "`covers`, so that earlier answers do not cover it.")));
        if (!manifest.accept().isEmpty()) {
            section.paragraph("The manifest departs from rules of `overt lint`:");
        }
        return section.items(manifest.accept().stream()
                .map(each -> Prose.of("{}: {}", new Span.Code(each.name()), new Span.Theirs(each.text())))
                .toList());
    }
}
