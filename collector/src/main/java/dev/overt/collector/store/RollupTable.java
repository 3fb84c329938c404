package dev.overt.collector.store;

import dev.overt.manifest.Event;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One of the tables that count rows by period: how its rows come from those of the events.
 *
 * <p>First the rows of each installation are counted into <i>cells</i>, then these for each way to split them, and in the
 * end the installations of each split.
 *
 * @param name in the schema {@code overt}
 * @param always columns by which its rows are always told apart
 * @param names columns whose names are not for fewer than so many installations, the first that says something first
 * @param splits columns by which they are told apart, or not
 * @param sums columns that are added up
 * @param withInstalls whether it says how many installations there were
 */
record RollupTable(
        String name,
        List<String> always,
        List<String> names,
        List<String> splits,
        List<String> sums,
        boolean withInstalls) {
    static final RollupTable COUNTS = new RollupTable(
            "counts",
            List.of("event", "property", "value"),
            List.of("value", "version", "os"),
            List.of("version", "os"),
            List.of("events"),
            true);
    static final RollupTable OUTCOMES = new RollupTable(
            "outcomes",
            List.of(),
            List.of("error", "command", "outcome", "version", "os"),
            List.of("command", "outcome", "error", "version", "os"),
            List.of("events"),
            true);
    static final RollupTable FUNNEL = new RollupTable(
            "funnel",
            List.of(),
            List.of("release", "arch", "os"),
            List.of("os", "arch", "release"),
            List.of("started", "completed", "failed"),
            false);

    static final List<RollupTable> ALL = List.of(COUNTS, OUTCOMES, FUNNEL);

    private static final Map<Trigger, String> STEPS = Map.of(
            Trigger.INSTALL_START, "started",
            Trigger.INSTALL_COMPLETE, "completed",
            Trigger.INSTALL_FAILED, "failed");

    /** Its columns but for product and grain. */
    String columns() {
        Stream<String> counted = withInstalls ? Stream.concat(sums.stream(), Stream.of("installs")) : sums.stream();
        return Stream.of(Stream.of("start"), always.stream(), splits.stream(), counted)
                .flatMap(part -> part)
                .collect(Collectors.joining(", "));
    }

    /** Its name in SQL. */
    String qualifiedName() {
        return Schema.OWN + "." + name;
    }

    /** Selects its cells of a span of time; empty where the manifest declares nothing that it counts. */
    String cells(Manifest manifest, Grain grain, String within) {
        List<String> selects = new ArrayList<>();
        for (Event event : manifest.events()) {
            CountedEvent counted = new CountedEvent(manifest, event);
            if (equals(COUNTS)) {
                counted.counts(grain, within).forEach(selects::add);
            } else if (equals(OUTCOMES) && event.trigger() == Trigger.COMMAND) {
                selects.add(counted.outcomes(grain, within));
            } else if (equals(FUNNEL) && STEPS.containsKey(event.trigger())) {
                selects.add(counted.funnel(grain, within, STEPS.get(event.trigger())));
            }
        }
        return String.join(" UNION ALL ", selects);
    }

    /** Selects, of the table {@code cells}, each way to split them; an installation is still one row of each. */
    String split() {
        StringBuilder select = new StringBuilder("SELECT c.start, c.install_id, sum(c.anonymous) AS anonymous");
        always.forEach(column -> select.append(", c.").append(column));
        splits.forEach(
                column -> select.append(", coalesce(c." + column + ", '') AS ").append(column));
        sums.forEach(column -> select.append(", sum(c." + column + ") AS ").append(column));
        select.append(" FROM cells c GROUP BY c.start, c.install_id");
        always.forEach(column -> select.append(", c.").append(column));
        select.append(", CUBE (")
                .append(splits.stream().map(column -> "c." + column).collect(Collectors.joining(", ")))
                .append(")");
        return select + " HAVING "
                + splits.stream()
                        .map(column -> "(grouping(c." + column + ") = 1 OR c." + column + " IS NOT NULL)")
                        .collect(Collectors.joining(" AND "));
    }

    /** Selects, of the table {@code split}, the rows as they are shown, of {@code k} installations or more. */
    String result(int k) {
        return "SELECT start, "
                + Stream.concat(always.stream(), splits.stream()).collect(Collectors.joining(", ")) + ", "
                + sums.stream().map(RollupTable::sum).collect(Collectors.joining(", "))
                + (withInstalls ? ", (count(install_id) + sum(anonymous))::BIGINT AS installs" : "")
                + " FROM split GROUP BY ALL HAVING count(install_id) + sum(anonymous) >= " + k;
    }

    /** A sum that is too large for its column says as much as fits. */
    private static String sum(String column) {
        return "least(sum(" + column + "), " + Long.MAX_VALUE + ")::BIGINT AS " + column;
    }
}
