package dev.overt.collector.store;

import dev.overt.collector.log.Drop;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.log.LogEntry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The table of one event. One thread at a time; two tables are equal only if they are the same object.
 *
 * <pre>
 * event_id    UUID       NOT NULL
 * install_id  VARCHAR    null where the manifest keeps none
 * occurred_at TIMESTAMP  when it happened, UTC
 * received_at TIMESTAMP  when the collector received it, UTC
 * …           one column for each property, see {@link ColumnType}; null where the event had no such property
 * </pre>
 */
final class EventTable {
    /** Names of the columns that every table has. */
    static final List<String> OWN_COLUMNS = List.of("event_id", "install_id", "occurred_at", "received_at");

    static final String OWN_DEFINITIONS =
            "event_id UUID NOT NULL, install_id VARCHAR, occurred_at TIMESTAMP NOT NULL, received_at TIMESTAMP NOT NULL";

    private final String schema;
    private final String name;
    /** Its properties and their types, in the order of the table's columns. */
    private final Map<String, ColumnType> columns = new LinkedHashMap<>();

    EventTable(String schema, String name) {
        this.schema = schema;
        this.name = name;
    }

    /** Schema of a product: its id with each dash as an underscore. */
    static String schema(String product) {
        return product.replace('-', '_');
    }

    String name() {
        return name;
    }

    /** Adds the column after the last one to what is known of the table. */
    void addColumn(String property, ColumnType type) {
        columns.put(property, type);
    }

    /** Type of a property's column; null if there is none. */
    @Nullable
    ColumnType type(String property) {
        return columns.get(property);
    }

    /** Its name in SQL. */
    String qualifiedName() {
        return Sql.quote(schema) + "." + Sql.quote(name);
    }

    /** Whether a name says a column, so that it came from a manifest and not from a stranger. */
    boolean hasColumn(String column) {
        return columns.containsKey(column) || OWN_COLUMNS.contains(column);
    }

    void append(List<LogEntry.Accepted> rows, DuckDBConnection connection) throws SQLException {
        try (DuckDBAppender appender = connection.createAppender(schema, name)) {
            for (LogEntry.Accepted row : rows) {
                append(row, appender);
            }
        }
    }

    private void append(LogEntry.Accepted row, DuckDBAppender appender) throws SQLException {
        appender.beginRow();
        appender.append(row.id());
        appender.append(row.install());
        appender.appendEpochMicros(row.atMillis() * 1_000);
        appender.appendEpochMicros(row.receivedAtMillis() * 1_000);
        for (Map.Entry<String, ColumnType> column : columns.entrySet()) {
            Object value = row.properties().get(column.getKey());
            if (value == null || !column.getValue().takes(value)) {
                appender.appendNull();
            } else {
                column.getValue().append(value, appender);
            }
        }
        appender.endRow();
    }

    /** What was dropped of a row: what the log says, and what this table has no place for. */
    List<Drop> drops(LogEntry.Accepted row) {
        List<Drop> drops = new ArrayList<>(row.drops());
        row.properties().forEach((property, value) -> {
            ColumnType type = columns.get(property);
            if (type == null) {
                drops.add(new Drop(DropReason.UNDECLARED_PROPERTY, property));
            } else if (!type.takes(value)) {
                drops.add(new Drop(DropReason.INVALID_VALUE, property));
            }
        });
        return drops;
    }
}
