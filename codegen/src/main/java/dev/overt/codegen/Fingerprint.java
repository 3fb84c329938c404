package dev.overt.codegen;

import dev.overt.manifest.Manifest;

/** Which manifest the page is of. */
final class Fingerprint {
    private Fingerprint() {}

    static Section section(Manifest manifest) {
        return new Section("manifest", "Which manifest this page is of")
                .paragraph(
                        "{}. The rules that are compiled into the program and those of the collector carry the same hash.",
                        Prose.code(manifest.hash()));
    }
}
