package dev.overt.collector.publication;

import dev.overt.collector.anonymity.Breakdown;
import dev.overt.collector.anonymity.Count;
import dev.overt.collector.anonymity.Crossing;
import dev.overt.collector.anonymity.KAnonymity;
import java.util.Map;
import java.util.Set;

/**
 * Something that may be broken down further: all events of a week, or those of one event.
 *
 * @param shownVersions versions by which its parts may be split; those of the level above or fewer
 * @param shownSystems systems, likewise
 */
record Level(
        Count total,
        Map<String, Count> versions,
        Set<String> shownVersions,
        Map<String, Count> systems,
        Set<String> shownSystems) {

    /** What is shown of the parts of a level. */
    record Parts(Breakdown breakdown, Set<String> named, Shown versions, Shown systems) {}

    /** What is shown of them by version, or by system. */
    record Shown(Crossing crossing, Crossing.Named named) {
        Set<String> columnsOf(String row) {
            return named.rows().contains(row) ? named.columns() : Set.of();
        }
    }

    /** All events of a week. */
    static Level all(Count total, Split all, KAnonymity anonymity) {
        Map<String, Count> versions = all.versions().getOrDefault("", Map.of());
        Map<String, Count> systems = all.systems().getOrDefault("", Map.of());
        return new Level(
                total,
                versions,
                anonymity.named(new Breakdown(total, versions)),
                systems,
                anonymity.named(new Breakdown(total, systems)));
    }

    Parts parts(Split split, KAnonymity anonymity) {
        Breakdown breakdown = new Breakdown(total, split.values());
        Set<String> named = anonymity.named(breakdown);
        Crossing byVersion = new Crossing(breakdown, new Breakdown(total, versions), split.versions());
        Crossing bySystem = new Crossing(breakdown, new Breakdown(total, systems), split.systems());
        return new Parts(
                breakdown,
                named,
                new Shown(byVersion, anonymity.named(byVersion, named, shownVersions)),
                new Shown(bySystem, anonymity.named(bySystem, named, shownSystems)));
    }

    /** One of the parts of this level, which {@code parts} names. */
    static Level of(String part, Split split, Parts parts) {
        return new Level(
                split.values().getOrDefault(part, Count.NONE),
                split.versions().getOrDefault(part, Map.of()),
                parts.versions().columnsOf(part),
                split.systems().getOrDefault(part, Map.of()),
                parts.systems().columnsOf(part));
    }
}
