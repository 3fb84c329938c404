package dev.overt.codegen;

import dev.overt.manifest.Manifest;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Reading;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Manifests of many events, properties and words. */
final class HugeManifest {
    private static final String FLAG = "{type: boolean}";
    /** As long as a text may be. */
    private static final String LONG_TEXT = "é".repeat(2000);

    private HugeManifest() {}

    /** 300 events of 20 properties; those of the first, and one of each tenth, are enums of 500 words. */
    static Manifest of300Events() {
        return of(300, 20, (event, property) -> event == 0 || (event % 10 == 0 && property == 0) ? words(500) : FLAG);
    }

    /** About as much as one class holds: an event of 13 enums of 500 words. */
    static Manifest ofOneClass() {
        return of(1, 13, (event, property) -> words(500));
    }

    /** One event of {@code properties} whole numbers that are not optional. */
    static Manifest ofWholeNumbers(int properties) {
        return of(1, properties, (event, property) -> "{type: integer, min: 0, max: 9}");
    }

    /** Events without properties. */
    static Manifest ofEvents(int events) {
        return of(events, 0, (event, property) -> FLAG);
    }

    /** The YAML of a property. */
    private interface Form {
        String of(int event, int property);
    }

    private static String words(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "w" + i)
                .collect(Collectors.joining(", ", "{type: enum, otherwise: other, values: [", "]}"));
    }

    private static Manifest of(int events, int properties, Form form) {
        StringBuilder yaml = new StringBuilder("""
                overt: 1
                product: {id: huge, name: Huge, contact: me@example.org}
                consent: {default: on, in-ci: on, state: ~/.huge/telemetry.json}
                identity: install-id
                delivery: {mode: spool, collector: "https://telemetry.example.org"}
                retention: {raw: 30d, rollups: 730d}
                common: {os: {type: os}}
                events:
                """);
        for (int event = 0; event < events; event++) {
            yaml.append(
                    "  event_%d: {why: \"%s\", when: W., properties: {".formatted(event, event < 5 ? LONG_TEXT : "W."));
            for (int property = 0; property < properties; property++) {
                yaml.append(property == 0 ? "" : ", ").append("p" + property + ": " + form.of(event, property));
            }
            yaml.append("}}\n");
        }
        Reading reading = ManifestReader.read("huge.yaml", yaml.toString().getBytes(StandardCharsets.UTF_8));
        if (reading instanceof Reading.Refused refused) {
            throw new AssertionError(refused.problems().subList(0, 1).toString());
        }
        return ((Reading.Accepted) reading).manifest();
    }
}
