package dev.overt.collector.operate;

import dev.overt.manifest.Manifest;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Reading;
import java.nio.charset.StandardCharsets;

/** What the collector reports to itself: a product of its own, which no page shows. */
public final class SelfTestManifest {
    public static final String PRODUCT = "overt-self-test";
    static final String EVENT = "self_test";
    static final String TABLE = "overt_self_test.self_test";

    private static final String TEXT = """
            overt: 1
            product: {id: overt-self-test, name: Overt, contact: self-test@overt.invalid}
            consent: {default: "on", state: ~/.overt/self-test.json}
            identity: none
            events:
              self_test:
                why: To see that events arrive.
                when: Every minute, from the collector to itself.
            delivery: {mode: live, collector: "https://overt.invalid"}
            retention: {raw: 1d, rollups: none}
            """;

    public static final Manifest MANIFEST = read();

    private SelfTestManifest() {}

    private static Manifest read() {
        Reading reading = ManifestReader.read("self-test", TEXT.getBytes(StandardCharsets.UTF_8));
        if (reading instanceof Reading.Accepted accepted) {
            return accepted.manifest();
        }
        throw new IllegalStateException(String.valueOf(reading));
    }
}
