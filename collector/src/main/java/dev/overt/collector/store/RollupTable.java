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
 * @param always columns by which its cells are always told apart
 * @param names columns whose names are not for fewer than so many installations, the first that says something first
 * @param splits columns by which they are told apart, or not
 */
record RollupTable(String name, List<String> always, List<String> names, List<String> splits) {
    static final RollupTable COUNTS = new RollupTable(
            "counts",
            List.of("event", "property", "value"),
            List.of("value", "version", "os"),
            List.of("version", "os"));
    static final RollupTable OUTCOMES = new RollupTable(
            "outcomes",
            List.of(),
            List.of("error", "command", "outcome", "version", "os"),
            List.of("command", "outcome", "error", "version", "os"));
    /** Each step is a row of its own until names are hidden, so that none is of few installations, then a column. */
    static final RollupTable FUNNEL = new RollupTable(
            "funnel", List.of("step"), List.of("release", "arch", "os"), List.of("os", "arch", "release"));

    static final List<RollupTable> ALL = List.of(COUNTS, OUTCOMES, FUNNEL);

    private static final List<String> STEPS = List.of("started", "completed", "failed");
    private static final Map<Trigger, String> STEP_OF = Map.of(
            Trigger.INSTALL_START, "started",
            Trigger.INSTALL_COMPLETE, "completed",
            Trigger.INSTALL_FAILED, "failed");

    /** Its columns but for product and grain. */
    String columns() {
        return equals(FUNNEL)
                ? "start, " + String.join(", ", splits) + ", " + String.join(", ", STEPS)
                : "start, " + told() + ", events, installs";
    }

    private String told() {
        return Stream.concat(always.stream(), splits.stream()).collect(Collectors.joining(", "));
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
            } else if (equals(FUNNEL) && STEP_OF.containsKey(event.trigger())) {
                selects.add(counted.funnel(grain, within, STEP_OF.get(event.trigger())));
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
        select.append(", sum(c.events) AS events FROM cells c GROUP BY c.start, c.install_id");
        always.forEach(column -> select.append(", c.").append(column));
        select.append(", CUBE (")
                .append(splits.stream().map(column -> "c." + column).collect(Collectors.joining(", ")))
                .append(")");
        return select + " HAVING "
                + splits.stream()
                        .map(column -> "(grouping(c." + column + ") = 1 OR c." + column + " IS NOT NULL)")
                        .collect(Collectors.joining(" AND "));
    }

    /**
     * Selects, of the table {@code split}, the rows as they are shown, of {@code k} installations or more. A sum that is too
     * large for its column says as much as fits.
     */
    String result(int k) {
        String rows = "SELECT start, " + told() + ", least(sum(events), " + Long.MAX_VALUE + ")::BIGINT AS events,"
                + " (count(install_id) + sum(anonymous))::BIGINT AS installs FROM split GROUP BY ALL"
                + " HAVING count(install_id) + sum(anonymous) >= " + k;
        return equals(FUNNEL) ? steps(rows, k) : rows;
    }

    /** A step of which nothing is shown is 0 only where all is. */
    private String steps(String rows, int k) {
        String none = k == 1 ? "0" : "NULL";
        String steps = STEPS.stream()
                .map(step -> "coalesce(max(events) FILTER (step = '" + step + "'), " + none + ") AS " + step)
                .collect(Collectors.joining(", "));
        return "SELECT start, " + String.join(", ", splits) + ", " + steps + " FROM (" + rows + ") GROUP BY ALL";
    }
}
