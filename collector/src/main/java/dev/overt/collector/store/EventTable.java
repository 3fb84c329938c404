package dev.overt.collector.store;

import dev.overt.collector.log.Drop;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.log.LogEntry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

    /** The rows of some ids. */
    List<LogEntry.Accepted> stored(String product, IncomingIds ids, Connection connection) throws SQLException {
        StringBuilder names = new StringBuilder("event_id, install_id, epoch_ms(occurred_at), epoch_ms(received_at)");
        columns.keySet().forEach(column -> names.append(", ").append(Sql.quote(column)));
        List<LogEntry.Accepted> found = new ArrayList<>();
        ids.query(
                connection,
                names.toString(),
                qualifiedName(),
                "event_id",
                "received_at",
                row -> found.add(read(product, row)));
        return found;
    }

    private LogEntry.Accepted read(String product, ResultSet row) throws SQLException {
        Map<String, Object> properties = new LinkedHashMap<>();
        int place = OWN_COLUMNS.size();
        for (Map.Entry<String, ColumnType> column : columns.entrySet()) {
            place++;
            Object value = column.getValue().read(row, place);
            if (value != null) {
                properties.put(column.getKey(), value);
            }
        }
        return new LogEntry.Accepted(
                row.getObject(1, UUID.class),
                product,
                name,
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                properties,
                List.of());
    }

    /** Of a row's properties, those that the table has a place for. */
    Map<String, Object> kept(LogEntry.Accepted row) {
        Map<String, Object> kept = new HashMap<>(row.properties());
        kept.entrySet().removeIf(property -> {
            ColumnType type = columns.get(property.getKey());
            return type == null || !type.takes(property.getValue());
        });
        return kept;
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
