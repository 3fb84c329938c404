package dev.overt.collector.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * The end of a product's rows that were received before a day, each method in a transaction of its own; it may be cut off
 * between them.
 *
 * <p>DuckDB gives back only the space of row groups in which no row is left, so those that stand near rows that expire
 * are written anew at the end of their table. A row that says it happened on a day that is kept stays as long as that day.
 */
final class Expiry {
    /** Rows of a row group, at most. Which group a row is in is not known, so neighbours go along. */
    private static final int GROUP_ROWS = 122_880;

    private final String product;
    private final LocalDate from;
    private final Connection connection;

    Expiry(String product, LocalDate from, Connection connection) {
        this.product = Sql.text(product);
        this.from = from;
        this.connection = connection;
    }

    private String before(String column) {
        return column + " < TIMESTAMP '" + from + " 00:00:00'";
    }

    private String expired() {
        return before("received_at") + " AND " + before("occurred_at");
    }

    /** Notes which installations have rows that expire, so that those that stay are not taken for new ones. */
    void remember(Collection<EventTable> tables) throws SQLException {
        if (!tables.isEmpty()) {
            Sql.run(
                    connection,
                    "INSERT INTO overt.known SELECT DISTINCT " + product + ", install_id FROM ("
                            + installs(tables, expired())
                            + ") WHERE install_id NOT IN (SELECT install_id FROM overt.known"
                            + " WHERE product = " + product + ")");
        }
    }

    /** Forgets the installations that have no rows any more. */
    void forget(Collection<EventTable> tables) throws SQLException {
        if (!tables.isEmpty()) {
            removeOf(
                    "overt.known",
                    "product = " + product + " AND install_id NOT IN (" + installs(tables, "true") + ")");
        }
    }

    private static String installs(Collection<EventTable> tables, String condition) {
        return tables.stream()
                .map(table -> "SELECT install_id FROM " + table.qualifiedName() + " WHERE install_id IS NOT NULL AND "
                        + condition)
                .collect(Collectors.joining(" UNION "));
    }

    /** Removes the expired rows of an event. Returns how many they were. */
    long remove(EventTable table) throws SQLException {
        return removeOf(table.qualifiedName(), expired());
    }

    /** Removes what is known of events that were refused, and of what was dropped. */
    void removeRefused() throws SQLException {
        removeOf("overt.quarantine", "product = " + product + " AND " + before("received_at"));
        removeOf("overt.dropped_by", "product = " + product + " AND week < DATE '" + from + "'");
        removeOf("overt.client_drops", "product = " + product + " AND day < DATE '" + from + "'");
        String old = "product = " + product + " AND day < DATE '" + from + "'";
        if (count("overt.drops", old) > 0) {
            keep("overt.drops", "NOT (" + old + ")");
            Sql.run(connection, "DROP TABLE overt.drops; " + Schema.DROPS);
            restore("overt.drops");
        }
    }

    private long removeOf(String table, String expired) throws SQLException {
        long count = count(table, expired);
        if (count > 0) {
            String group = "rowid // " + GROUP_ROWS;
            Sql.run(
                    connection,
                    "CREATE OR REPLACE TEMP TABLE expired_groups AS SELECT DISTINCT unnest([g - 1, g, g + 1]) AS g FROM"
                            + " (SELECT DISTINCT " + group + " AS g FROM " + table + " WHERE " + expired + ")");
            String near = group + " IN (SELECT g FROM expired_groups)";
            keep(table, near + " AND NOT (" + expired + ")");
            Sql.run(connection, "DELETE FROM " + table + " WHERE " + near);
            restore(table);
        }
        return count;
    }

    private long count(String table, String condition) throws SQLException {
        AtomicLong count = new AtomicLong();
        Sql.query(
                connection, "SELECT count(*) FROM " + table + " WHERE " + condition, row -> count.set(row.getLong(1)));
        return count.get();
    }

    private void keep(String table, String condition) throws SQLException {
        Sql.run(connection, "CREATE OR REPLACE TEMP TABLE kept_rows AS SELECT * FROM " + table + " WHERE " + condition);
    }

    private void restore(String table) throws SQLException {
        Sql.run(connection, "INSERT INTO " + table + " SELECT * FROM kept_rows; DROP TABLE kept_rows");
    }
}
