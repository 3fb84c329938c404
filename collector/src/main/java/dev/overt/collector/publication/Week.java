package dev.overt.collector.publication;

import static dev.overt.collector.anonymity.KAnonymity.rounded;

import dev.overt.collector.anonymity.Breakdown;
import dev.overt.collector.anonymity.Count;
import dev.overt.collector.anonymity.Crossing;
import dev.overt.collector.anonymity.KAnonymity;
import dev.overt.collector.store.PublishedStore.Rows;
import dev.overt.manifest.Event;
import dev.overt.manifest.Fact;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Property;
import dev.overt.manifest.PropertyType;
import dev.overt.manifest.Trigger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is published of one product's week. For one thread, once.
 *
 * <p>Total → by version, by system → events → values of their properties. Each step names of the versions and systems no
 * more than the one before, and none is split by both at once, so that all together tell no more than each alone.
 */
final class Week {
    private final Rollups rollups;
    private final Manifest manifest;
    private final KAnonymity anonymity;
    private final LocalDate start;
    private final Count total;
    private final CountRows counts = new CountRows();
    private List<List<@Nullable Object>> outcomes = List.of();

    Week(Rollups rollups, Manifest manifest, KAnonymity anonymity, LocalDate start, Count total) {
        this.rollups = rollups;
        this.manifest = manifest;
        this.anonymity = anonymity;
        this.start = start;
        this.total = total;
    }

    /**
     * All of it, in the place of what was published before.
     *
     * @param through the last day that was over
     */
    List<Rows> rows(Map<LocalDate, Count> days, LocalDate through) {
        count();
        return List.of(
                of(PublishedTables.WEEKS, List.of(List.of(through.toString()))),
                of(PublishedTables.COUNTS, counts.rows()),
                of(PublishedTables.DAYS, days(days)),
                of(PublishedTables.OUTCOMES, outcomes),
                of(PublishedTables.COHORTS, cohorts()),
                of(PublishedTables.DROPS, drops()));
    }

    private Rows of(String table, List<List<@Nullable Object>> rows) {
        return new Rows(table, manifest.product().id(), start.toString(), rows);
    }

    private void count() {
        Level all = Level.all(total, rollups.all(start), anonymity);
        counts.add(List.of("", "", "", "", ""), total);
        counts.add(
                new Breakdown(total, all.versions()), all.shownVersions(), version -> List.of("", "", "", version, ""));
        counts.add(new Breakdown(total, all.systems()), all.shownSystems(), os -> List.of("", "", "", "", os));
        Split events = rollups.events(start);
        Level.Parts parts = all.parts(events, anonymity);
        add(parts, (event, version, os) -> List.of(event, "", "", version, os));
        for (Event event : manifest.events()) {
            if (parts.named().contains(event.name())) {
                count(event, Level.of(event.name(), events, parts));
            }
        }
    }

    private void count(Event event, Level level) {
        Map<Fact, Level.Parts> facts = new HashMap<>();
        for (Property property : manifest.properties(event)) {
            if (!isSplitBy(property)) {
                String name = property.name();
                Level.Parts parts = level.parts(rollups.values(start, event.name(), name), anonymity);
                add(parts, (value, version, os) -> List.of(event.name(), name, value, version, os));
                if (property.fact() != null) {
                    facts.put(property.fact(), parts);
                }
            }
        }
        Level.Parts commands = facts.get(Fact.COMMAND);
        Level.Parts ends = facts.get(Fact.OUTCOME);
        if (event.trigger() == Trigger.COMMAND && commands != null && ends != null) {
            outcomes(commands, ends);
        }
    }

    /** By what says the version or the system there is a split already; the same numbers twice could be compared. */
    private static boolean isSplitBy(Property property) {
        return property.fact() == Fact.PRODUCT
                || property.fact() == Fact.RELEASE
                || property.type() instanceof PropertyType.OperatingSystem
                || property.type() instanceof PropertyType.Platform;
    }

    /** The columns of a value, split by a version, by a system or by neither. */
    private interface Place {
        List<String> of(String value, String version, String os);
    }

    private void add(Level.Parts parts, Place place) {
        counts.add(parts.breakdown(), parts.named(), value -> place.of(value, "", ""));
        Level.Shown versions = parts.versions();
        counts.add(versions.crossing(), versions.named(), version -> value -> place.of(value, version, ""));
        Level.Shown systems = parts.systems();
        counts.add(systems.crossing(), systems.named(), os -> value -> place.of(value, "", os));
    }

    private void outcomes(Level.Parts commands, Level.Parts ends) {
        Crossing crossing = new Crossing(
                commands.breakdown(), ends.breakdown(), rollups.outcomes(start).versions());
        Crossing.Named shown = anonymity.named(crossing, commands.named(), ends.named());
        outcomes = new ArrayList<>();
        for (String command : shown.rows()) {
            for (String outcome : shown.columns()) {
                Count count = crossing.cells().getOrDefault(command, Map.of()).getOrDefault(outcome, Count.NONE);
                if (count.events() > 0) {
                    outcomes.add(List.of(command, outcome, rounded(count.events()), rounded(count.installs())));
                }
            }
        }
    }

    private List<List<@Nullable Object>> days(Map<LocalDate, Count> all) {
        Map<String, Count> days = new TreeMap<>();
        all.forEach((day, count) -> {
            if (!day.isBefore(start) && day.isBefore(start.plusWeeks(1))) {
                days.put(day.toString(), count);
            }
        });
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (String day : anonymity.named(new Breakdown(total, days))) {
            Count count = days.getOrDefault(day, Count.NONE);
            rows.add(List.of(day, rounded(count.events()), rounded(count.installs())));
        }
        return rows;
    }

    /**
     * What was dropped of enough installations. What the others sent is left out, and no total says how much that is. Of what
     * nobody knows who sent it only the reason is told, which is a word of the program's: ten times may be one installation.
     */
    private List<List<@Nullable Object>> drops() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        rollups.drops(start).forEach((drop, count) -> {
            if (anonymity.shows(count)) {
                List<@Nullable Object> row = new ArrayList<>(drop);
                row.add(rounded(count.events()));
                rows.add(row);
            }
        });
        rollups.unknownDrops(start).forEach((reason, count) -> {
            if (count >= anonymity.k()) {
                rows.add(Arrays.asList(reason, "", "", null));
            }
        });
        return rows;
    }

    /** Every installation of the week is of one cohort, so that they add up to its total. */
    private List<List<@Nullable Object>> cohorts() {
        Map<String, Count> cohorts = new TreeMap<>();
        rollups.cohorts(start).forEach((cohort, count) -> cohorts.put(cohort.toString(), count));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        Count installs = new Count(total.installs(), total.installs());
        for (String cohort : anonymity.named(new Breakdown(installs, cohorts))) {
            rows.add(List.of(
                    cohort, rounded(cohorts.getOrDefault(cohort, Count.NONE).installs())));
        }
        return rows;
    }
}
