package dev.overt.codegen;

import dev.overt.manifest.Destination;
import dev.overt.manifest.Manifest;
import java.net.URI;
import java.util.List;

/** Where events go: the collector, and what it forwards to. */
final class WhereItGoes {
    private WhereItGoes() {}

    static Section section(Manifest manifest) {
        URI collector = manifest.delivery().collector();
        Section section = new Section("where-it-goes", "Where events go");
        section.paragraph(
                "Events go from your machine to the collector at {}, and nowhere else. This is the address to allow or to "
                        + "block in a firewall.",
                Prose.code(address(collector)));
        section.paragraph("The write key that the program carries is public. It lets events in, and nothing out.");
        if (manifest.destinations().isEmpty()) {
            return section.paragraph("The collector forwards them to nobody.");
        }
        section.paragraph("The collector, not your machine, forwards them to:")
                .table(
                        Prose.of("Destinations"),
                        List.of("Destination", "Kind", "Region", "Address", "Privacy policy"),
                        manifest.destinations().stream().map(WhereItGoes::row).toList());
        if (manifest.destinations().stream().anyMatch(each -> each.type() == Destination.Type.POSTHOG)) {
            section.paragraph(
                    "PostHog is told to make no person profiles (`$process_person_profile: false`) and to look up no "
                            + "location (`$geoip_disable: true`), and gets `0.0.0.0` for the address of the sender (`$ip`).");
        }
        return section;
    }

    private static List<Prose> row(Destination destination) {
        return List.of(
                Prose.of("{}", destination.name()),
                Prose.of("{}", destination.type().title()),
                Prose.of("{}", destination.region() == null ? "not said" : destination.region()),
                Prose.code(address(destination.url())),
                destination.privacy() == null
                        ? Prose.of("not given")
                        : Prose.of("{}", new Span.Link(destination.privacy(), destination.privacy())));
    }

    /** Without the write key, which may stand before the host. */
    private static String address(URI url) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port + url.getRawPath();
    }
}
