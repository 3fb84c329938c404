package dev.overt.collector.store;

import dev.overt.manifest.Manifest;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Reading;
import java.nio.charset.StandardCharsets;

/** A manifest with everything that is counted. */
public final class CountedManifest {
    private static final String TEXT = """
            overt: 1
            product: {id: counted-tool, name: Tool, contact: tool@example.org, command: tool}
            consent: {default: "on", state: ~/.tool/telemetry.json}
            identity: install-id
            common:
              release: {type: version, keep: full, of: product}
              os: {type: os}
            events:
              ran:
                trigger: command
                why: A test.
                when: Always.
                properties:
                  command: {type: enum, values: [run, new, doctor], of: command}
                  status: {type: enum, values: [ok, error], of: outcome}
                  code: {type: integer, min: 0, max: 255, of: exit-code}
                  failure: {type: error-class, values: [IOError, TypeError], otherwise: OtherError, of: error, optional: true}
                  took: {type: bucket, of: duration, bounds: [1s, 5s]}
              batch:
                why: A test.
                when: Always.
                properties:
                  rows: {type: integer, min: 0, max: 1000000}
                  share: {type: number, min: 0, max: 1, decimals: 2}
                  model: {type: name, max: 40}
                  ok: {type: boolean}
                  sources: {type: list, values: [postgres, duckdb, csv]}
                  kinds: {type: counts, values: [view, table]}
              began:
                trigger: install-start
                why: A test.
                when: Always.
                properties: {arch: {type: arch}, installing: {type: version, of: release, keep: full}}
              done: {trigger: install-complete, why: A test., when: Always., properties: {arch: {type: arch}, installing: {type: version, of: release, keep: full}}}
              broke: {trigger: install-failed, why: A test., when: Always., properties: {arch: {type: arch}, installing: {type: version, of: release, keep: full}}}
            never: [Names]
            delivery: {mode: live, collector: "https://telemetry.example.org"}
            retention: {raw: RAW, rollups: forever}
            """;

    private CountedManifest() {}

    public static Manifest keeping(String raw) {
        byte[] text = TEXT.replace("RAW", raw).getBytes(StandardCharsets.UTF_8);
        if (ManifestReader.read("telemetry.yaml", text) instanceof Reading.Accepted accepted) {
            return accepted.manifest();
        }
        throw new AssertionError(ManifestReader.read("telemetry.yaml", text));
    }
}
