package dev.overt.collector.store;

import dev.overt.manifest.Manifest;
import java.time.LocalDate;
import java.util.stream.Collectors;

/** How many of the installations first seen in one week were there in each later one, in SQL. */
final class Cohorts {
    private Cohorts() {}

    /** Whether a cohort's first week is not sealed, and began when nothing was missing any more. */
    static String open(String product) {
        return "cohort NOT IN (SELECT start::DATE FROM overt.periods WHERE product = " + product
                + " AND grain = 'week' AND sealed_at IS NOT NULL)"
                + " AND cohort > coalesce((SELECT max(day) FROM overt.missing_before), DATE '0001-01-01')";
    }

    /** Removes what is not kept of a cohort that is sealed: cells of few installations, and weeks that are not over. */
    static String seal(String product, LocalDate cohort, int k, LocalDate today) {
        return "DELETE FROM overt.cohorts WHERE product = " + product + " AND cohort = DATE '" + cohort
                + "' AND (installs < " + k + " OR cohort + 7 * (week + 1) > DATE '" + today + "')";
    }

    static String select(Manifest manifest) {
        String schema = EventTable.schema(manifest.product().id());
        String rows = manifest.events().stream()
                .map(event -> "SELECT DISTINCT install_id, date_trunc('week', occurred_at)::DATE AS week FROM "
                        + new EventTable(schema, event.name()).qualifiedName() + " WHERE install_id IS NOT NULL")
                .collect(Collectors.joining(" UNION "));
        return "WITH seen AS (" + rows + "), first AS (SELECT install_id, min(week) AS cohort FROM seen"
                + " WHERE install_id NOT IN (SELECT install_id FROM overt.known WHERE product = "
                + Sql.text(manifest.product().id()) + ") GROUP BY ALL)"
                + " SELECT cohort, datediff('week', cohort, week)::INTEGER AS week, count(*) AS installs"
                + " FROM seen JOIN first USING (install_id) GROUP BY ALL";
    }
}
