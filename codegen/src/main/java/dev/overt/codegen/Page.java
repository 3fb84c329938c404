package dev.overt.codegen;

import dev.overt.manifest.Manifest;
import java.util.List;
import java.util.stream.Stream;

/**
 * What there is to say about a product's telemetry, to a person.
 *
 * @param summary the first section, which the title of the page heads
 * @param sections the others
 */
record Page(Section summary, List<Section> sections) {
    /** Makes the list immutable. */
    Page {
        sections = List.copyOf(sections);
    }

    /** The page of a manifest; sections that have nothing to say are left out. */
    static Page of(Manifest manifest) {
        Stream<Section> sections = Stream.of(
                new WhatIsSent(manifest).section(),
                NeverSent.section(manifest),
                new ConsentSection(manifest).section(),
                Switches.section(manifest),
                new Storage(manifest).section(),
                DeliverySection.section(manifest),
                WhereItGoes.section(manifest),
                HowLong.section(manifest),
                SeeAndDelete.section(manifest),
                Background.separate(manifest.explanation()),
                Background.history(manifest.explanation()),
                Background.links(manifest.explanation()),
                ForContributors.section(manifest),
                Fingerprint.section(manifest));
        return new Page(
                Summary.section(manifest),
                sections.filter(section -> !section.blocks().isEmpty()).toList());
    }
}
