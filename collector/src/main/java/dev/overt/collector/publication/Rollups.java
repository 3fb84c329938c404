package dev.overt.collector.publication;

import dev.overt.collector.anonymity.Count;
import dev.overt.collector.store.EventStore;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The counts of one product, as they are. Any number of threads. */
final class Rollups {
    private static final String WEEK = " WHERE product = ? AND grain = 'week' AND start = CAST(? AS TIMESTAMP)";

    private static final String IN_WEEK = " WHERE product = ? AND day >= CAST(? AS DATE) AND day < CAST(? AS DATE)";

    /** A client's reason as far as it is one that is known: any other may say who the sender is. */
    private static final String CLIENT_REASON = "CASE WHEN reason IN ('spool_full', 'buffer_full', 'write_failed',"
            + " 'send_failed', 'too_old', 'too_large', 'damaged', 'invalid_event', 'invalid_value', 'unknown_value',"
            + " 'missing_property', 'not_an_event') THEN 'client:' || reason"
            + " WHEN reason LIKE 'refused%' THEN 'client:refused' ELSE 'client' END";

    private final EventStore store;
    private final String product;

    Rollups(EventStore store, String product) {
        this.store = store;
        this.product = product;
    }

    /** Whether anything is counted at all. */
    static boolean areIn(EventStore store) {
        return !store.query("SELECT 1 FROM duckdb_tables() WHERE schema_name = 'overt' AND table_name = 'counts'")
                .rows()
                .isEmpty();
    }

    /** All events together, by period. */
    Map<LocalDate, Count> totals(String grain) {
        return counts(
                "SELECT CAST(CAST(start AS DATE) AS VARCHAR), events, installs FROM overt.counts WHERE product = ?"
                        + " AND grain = ? AND event = '' AND property = '' AND version = '' AND os = ''",
                product,
                grain);
    }

    /** Installations of a week by the Monday of the week in which they were first seen. */
    Map<LocalDate, Count> cohorts(LocalDate week) {
        return counts(
                "SELECT CAST(cohort AS VARCHAR), installs, installs FROM overt.cohorts WHERE product = ?"
                        + " AND cohort + CAST(7 * week AS INTEGER) = CAST(? AS DATE)",
                product,
                week.toString());
    }

    private Map<LocalDate, Count> counts(String sql, Object... parameters) {
        Map<LocalDate, Count> counts = new TreeMap<>();
        for (List<@Nullable Object> row : store.query(sql, parameters).rows()) {
            counts.put(LocalDate.parse(text(row.get(0))), new Count(number(row.get(1)), number(row.get(2))));
        }
        return counts;
    }

    /** All events of a week together, by version and by system. */
    Split all(LocalDate week) {
        return split(
                "SELECT '', version, os, events, installs FROM overt.counts" + WEEK
                        + " AND event = '' AND property = '' AND (version = '' OR os = '')",
                product,
                week.toString());
    }

    /** Each event of a week. */
    Split events(LocalDate week) {
        return split(
                "SELECT event, version, os, events, installs FROM overt.counts" + WEEK
                        + " AND event <> '' AND property = '' AND (version = '' OR os = '')",
                product,
                week.toString());
    }

    /** Each value of a property in a week. */
    Split values(LocalDate week, String event, String property) {
        return split(
                "SELECT value, version, os, events, installs FROM overt.counts" + WEEK
                        + " AND event = ? AND property = ? AND value <> '' AND (version = '' OR os = '')",
                product,
                week.toString(),
                event,
                property);
    }

    /** Each command of a week by its outcome, as versions. */
    Split outcomes(LocalDate week) {
        return split(
                "SELECT command, outcome, '', events, installs FROM overt.outcomes" + WEEK
                        + " AND command <> '' AND error = '' AND version = '' AND os = ''",
                product,
                week.toString());
    }

    private Split split(String sql, Object... parameters) {
        Split split = new Split();
        for (List<@Nullable Object> row : store.query(sql, parameters).rows()) {
            split.add(
                    text(row.get(0)),
                    text(row.get(1)),
                    text(row.get(2)),
                    new Count(number(row.get(3)), number(row.get(4))));
        }
        return split;
    }

    /** What was dropped in a week of known installations: reason, event and property to how often, and of how many at least. */
    Map<List<String>, Count> drops(LocalDate week) {
        Map<List<String>, Count> drops = new LinkedHashMap<>();
        String sql =
                "SELECT reason, event, property, sum(count), any_value(installs) FROM overt.drops JOIN (SELECT reason, event,"
                        + " property, count(DISTINCT install_id) AS installs FROM overt.dropped_by"
                        + " WHERE product = ? AND week = CAST(? AS DATE) GROUP BY ALL) USING (reason, event, property)"
                        + IN_WEEK + " GROUP BY reason, event, property ORDER BY 4 DESC, 1, 2, 3 LIMIT 5000";
        for (List<@Nullable Object> row : dropped(sql, week)) {
            drops.put(
                    List.of(text(row.get(0)), text(row.get(1)), text(row.get(2))),
                    new Count(number(row.get(3)), number(row.get(4))));
        }
        return drops;
    }

    /** How often something was dropped in a week of which nobody knows who sent it, by reason. */
    Map<String, Long> unknownDrops(LocalDate week) {
        Map<String, Long> drops = new TreeMap<>();
        String sql = "SELECT reason, sum(count) FROM (SELECT reason, count, day, product FROM overt.drops ANTI JOIN"
                + " (SELECT reason, event, property FROM overt.dropped_by WHERE product = ? AND week = CAST(? AS DATE))"
                + " USING (reason, event, property)"
                + " UNION ALL SELECT reason, 1, CAST(received_at AS DATE), product FROM overt.quarantine"
                + " UNION ALL SELECT " + CLIENT_REASON + ", count, day, product FROM overt.client_drops)"
                + IN_WEEK + " GROUP BY reason";
        for (List<@Nullable Object> row : dropped(sql, week)) {
            drops.put(text(row.get(0)), number(row.get(1)));
        }
        return drops;
    }

    private List<List<@Nullable Object>> dropped(String sql, LocalDate week) {
        return store.query(
                        sql,
                        product,
                        week.toString(),
                        product,
                        week.toString(),
                        week.plusWeeks(1).toString())
                .rows();
    }

    static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }
}
