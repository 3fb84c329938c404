package dev.overt.codegen;

import dev.overt.manifest.Manifest;
import java.util.List;

/** What is never sent: what the maintainers promise, and what the program sees to. */
final class NeverSent {
    private NeverSent() {}

    static Section section(Manifest manifest) {
        Section section = new Section("what-is-never-sent", "What is never sent");
        if (!manifest.never().isEmpty()) {
            section.paragraph("The maintainers promise never to collect:")
                    .items(manifest.never().stream().map(Prose::theirs).toList());
        }
        return section.paragraph("The program sees to this:")
                .items(List.of(
                        Prose.of("What this page does not name is not recorded, does not wait on your machine, and is "
                                + "neither forwarded nor stored. What is dropped is only counted."),
                        Prose.of(
                                "The collector keeps nothing of who sent: it neither stores nor logs nor forwards an IP "
                                        + "address, a user agent or any other header of a request.")));
    }
}
