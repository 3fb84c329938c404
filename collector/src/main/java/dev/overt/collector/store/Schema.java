package dev.overt.collector.store;

import dev.overt.manifest.Event;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Property;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tables that are there, as the database itself says. One thread at a time. */
final class Schema {
    /** The collector's own schema. */
    static final String OWN = "overt";

    /** Names that DuckDB has taken; {@code overt} is the collector's. */
    private static final Set<String> TAKEN = Set.of(OWN, "main", "temp", "system", "information_schema", "pg_catalog");

    static final String DROPS = """
            CREATE TABLE IF NOT EXISTS overt.drops (
                product VARCHAR, day DATE, event VARCHAR, property VARCHAR, reason VARCHAR, count BIGINT NOT NULL,
                PRIMARY KEY (product, day, event, property, reason));
            """;

    private static final String OWN_TABLES = """
            CREATE SCHEMA IF NOT EXISTS overt;
            CREATE TABLE IF NOT EXISTS overt.progress (next_offset BIGINT NOT NULL);
            INSERT INTO overt.progress SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM overt.progress);
            CREATE TABLE IF NOT EXISTS overt.quarantine (
                event_id UUID NOT NULL, product VARCHAR NOT NULL, received_at TIMESTAMP NOT NULL,
                event VARCHAR NOT NULL, reason VARCHAR NOT NULL, pointer VARCHAR NOT NULL, size_bytes INTEGER NOT NULL);
            CREATE TABLE IF NOT EXISTS overt.dropped_by (
                product VARCHAR, week DATE, event VARCHAR, property VARCHAR, reason VARCHAR, install_id VARCHAR);
            CREATE TABLE IF NOT EXISTS overt.client_drops (
                batch UUID NOT NULL, product VARCHAR NOT NULL, day DATE NOT NULL,
                reason VARCHAR NOT NULL, count BIGINT NOT NULL);
            """;

    private static final String COLUMNS = """
            SELECT table_schema, table_name, column_name, data_type FROM information_schema.columns
            WHERE table_catalog = current_database() AND table_schema NOT IN ('overt', 'main')
            ORDER BY table_schema, table_name, ordinal_position
            """;

    /** By schema, then by event. */
    private final Map<String, Map<String, EventTable>> tables = new HashMap<>();

    private Schema() {}

    /** Creates the collector's own tables if they are not there, and reads what is. */
    static Schema open(Connection connection) throws SQLException {
        Sql.run(connection, OWN_TABLES + DROPS + RollupTables.DEFINITIONS);
        return read(connection);
    }

    static Schema read(Connection connection) throws SQLException {
        Schema schema = new Schema();
        Sql.query(
                connection,
                COLUMNS,
                row -> schema.add(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
        return schema;
    }

    private void add(String schema, String table, String column, String type) {
        EventTable found = tables.computeIfAbsent(schema, name -> new HashMap<>())
                .computeIfAbsent(table, name -> new EventTable(schema, name));
        if (!EventTable.OWN_COLUMNS.contains(column)) {
            found.addColumn(column, ColumnType.ofSql(type));
        }
    }

    /** The table of an event; null if there is none. */
    @Nullable
    EventTable table(String product, String event) {
        return tables.getOrDefault(EventTable.schema(product), Map.of()).get(event);
    }

    /** The tables of a product. */
    Collection<EventTable> tables(String product) {
        return tables.getOrDefault(EventTable.schema(product), Map.of()).values();
    }

    /** The tables of all products. */
    List<EventTable> tables() {
        return tables.values().stream()
                .flatMap(product -> product.values().stream())
                .toList();
    }

    boolean has(String product) {
        return tables.containsKey(EventTable.schema(product));
    }

    /** Adds what a manifest declares and is not there. The caller reads the schema anew afterwards. */
    void declare(Manifest manifest, Connection connection) throws SQLException {
        String schema = EventTable.schema(manifest.product().id());
        if (TAKEN.contains(schema)) {
            throw new StoreException("the product id " + manifest.product().id()
                    + " is taken: the store has a schema of that name. Choose another product id.");
        }
        Sql.run(connection, "CREATE SCHEMA IF NOT EXISTS " + Sql.quote(schema));
        for (Event event : manifest.events()) {
            EventTable table = new EventTable(schema, event.name());
            Sql.run(
                    connection,
                    "CREATE TABLE IF NOT EXISTS " + table.qualifiedName() + " (" + EventTable.OWN_DEFINITIONS + ")");
            for (Property property : manifest.properties(event)) {
                declare(table, table(manifest.product().id(), event.name()), property, connection);
            }
        }
    }

    private static void declare(
            EventTable declared, @Nullable EventTable there, Property property, Connection connection)
            throws SQLException {
        String where = "property " + property.name() + " of event " + declared.name();
        if (EventTable.OWN_COLUMNS.contains(property.name())) {
            throw new StoreException(
                    where + ": every table has a column of that name already. Choose another name for the property.");
        }
        ColumnType type = PropertyColumn.of(property.type());
        ColumnType before = there == null ? null : there.type(property.name());
        if (before != null && before != type) {
            throw new StoreException(where + " was kept as " + before + " and would now be " + type
                    + ". A column keeps its type: give the property another name.");
        }
        if (before == null) {
            Sql.run(
                    connection,
                    "ALTER TABLE " + declared.qualifiedName() + " ADD COLUMN IF NOT EXISTS "
                            + Sql.quote(property.name()) + " " + type);
        }
    }
}
