package dev.overt.collector.store;

import dev.overt.manifest.Event;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Product;
import dev.overt.manifest.Reading;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Manifests of one product with the events that a test needs. */
final class SampleManifest {
    /** Two events with properties of every kind of column. */
    static final String EVENTS = """
              run:
                why: A test.
                when: Always.
                properties:
                  mode: {type: enum, values: [fast, slow]}
                  count: {type: integer, min: 0, max: 1000000}
                  ok: {type: boolean}
              stop:
                why: A test.
                when: Always.
                properties:
                  mode: {type: enum, values: [fast, slow]}
            """;

    private SampleManifest() {}

    static Manifest standard() {
        return of("my-tool", EVENTS);
    }

    /** The standard manifest with one event more, which need not be one that a manifest can declare. */
    static Manifest with(Event event) {
        Manifest standard = standard();
        return changed(standard.product(), List.of(standard.events().get(0), event));
    }

    /** The standard manifest of another product, which need not be one that a manifest can declare. */
    static Manifest withId(String product) {
        return changed(
                new Product(product, "Tool", "tool@example.org", "tool"),
                standard().events());
    }

    private static Manifest changed(Product product, List<Event> events) {
        Manifest standard = standard();
        return new Manifest(
                product,
                standard.explanation(),
                standard.consent(),
                standard.identity(),
                standard.common(),
                events,
                standard.never(),
                standard.delivery(),
                standard.destinations(),
                standard.retention(),
                standard.web(),
                standard.marker(),
                standard.accept());
    }

    static Manifest of(String product, String events) {
        String yaml = """
                overt: 1
                product: {id: %s, name: Tool, contact: tool@example.org}
                consent:
                  default: ask
                  covers: 1
                  ask: {title: Title, text: Text, question: Question?}
                  state: ~/.tool/telemetry.json
                identity: install-id
                events:
                %s
                never: [Names]
                delivery: {mode: spool, every: 1h, collector: "https://telemetry.example.org"}
                retention: {raw: 90d, rollups: forever}
                """.formatted(product, events);
        Reading reading = ManifestReader.read("telemetry.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        if (reading instanceof Reading.Accepted accepted) {
            return accepted.manifest();
        }
        throw new AssertionError(((Reading.Refused) reading).problems());
    }
}
