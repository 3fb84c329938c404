package dev.overt.collector.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Of which installations something was dropped in a week: the first 30 of each, so that nobody takes what one installation
 * sent often for what many did. One thread at a time.
 */
final class DroppedBy {
    static final int MAX_INSTALLATIONS = 30;

    /** Older weeks are read again when they are needed. */
    private static final int MAX_WEEKS = 20;

    private static final String OF_WEEK =
            "SELECT event, property, reason, install_id FROM overt.dropped_by WHERE product = ? AND week = ?";

    private record ProductWeek(String product, LocalDate week) {}

    private record Dropped(String event, String property, String reason) {}

    private final Map<ProductWeek, Map<Dropped, Set<String>>> known = new HashMap<>();

    /** @param day of receipt */
    void note(
            String product,
            LocalDate day,
            String event,
            String property,
            String reason,
            String install,
            Connection connection)
            throws SQLException {
        ProductWeek week = new ProductWeek(product, Grain.WEEK.start(day));
        Set<String> installs =
                known(week, connection).computeIfAbsent(new Dropped(event, property, reason), any -> new HashSet<>());
        if (installs.size() < MAX_INSTALLATIONS && installs.add(install)) {
            Sql.update(
                    connection,
                    "INSERT INTO overt.dropped_by VALUES (?, ?, ?, ?, ?, ?)",
                    product,
                    week.week(),
                    event,
                    property,
                    reason,
                    install);
        }
    }

    private Map<Dropped, Set<String>> known(ProductWeek week, Connection connection) throws SQLException {
        Map<Dropped, Set<String>> of = known.get(week);
        if (of == null) {
            Map<Dropped, Set<String>> stored = new HashMap<>();
            Sql.query(
                    connection,
                    OF_WEEK,
                    row -> stored.computeIfAbsent(
                                    new Dropped(row.getString(1), row.getString(2), row.getString(3)),
                                    any -> new HashSet<>())
                            .add(row.getString(4)),
                    week.product(),
                    week.week());
            if (known.size() >= MAX_WEEKS) {
                known.clear();
            }
            known.put(week, stored);
            of = stored;
        }
        return of;
    }
}
