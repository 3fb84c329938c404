package dev.overt.collector.forward;

import dev.overt.collector.configuration.ConfiguredDestination;
import dev.overt.manifest.Manifest;
import java.util.List;
import java.util.stream.Collectors;

/** Makes destinations of what a manifest declares and an operator gives. */
final class Destinations {
    private Destinations() {}

    /**
     * A destination that is on.
     *
     * @param declared as the manifest has it
     * @param fromStart whether a new one begins with what the log has
     */
    record On(dev.overt.manifest.Destination declared, Destination destination, boolean fromStart) {}

    /**
     * The destinations of a product that are on.
     *
     * @throws DestinationException if the manifest declares none of that name, or its type needs something else
     */
    static List<On> of(Manifest manifest, List<ConfiguredDestination> configured, Post post) {
        return configured.stream().map(one -> on(manifest, one, post)).toList();
    }

    private static On on(Manifest manifest, ConfiguredDestination configured, Post post) {
        Given given = new Given(configured);
        dev.overt.manifest.Destination declared = manifest.destinations().stream()
                .filter(one -> one.id().equals(configured.name()))
                .findFirst()
                .orElseThrow(() -> given.wrong(undeclared(manifest)));
        boolean fromStart = given.beginsAtStart();
        Destination destination = switch (declared.type()) {
            case POSTHOG -> PostHogDestination.of(declared, given, post);
            case GA4 -> Ga4Destination.of(declared, given, post);
            case APPLICATION_INSIGHTS -> InsightsDestination.of(declared, given, post);
            case WEBHOOK -> WebhookDestination.of(declared, manifest.product().id(), given, post);
            case OTLP -> OtlpDestination.of(declared, manifest.product().id(), given, post);
        };
        given.close();
        return new On(declared, destination, fromStart);
    }

    private static String undeclared(Manifest manifest) {
        String known = manifest.destinations().stream()
                .map(dev.overt.manifest.Destination::id)
                .collect(Collectors.joining("`, `"));
        return "is none that the manifest of " + manifest.product().id() + " declares. "
                + (known.isEmpty() ? "It declares none; remove this one." : "It declares `" + known + "`.");
    }
}
