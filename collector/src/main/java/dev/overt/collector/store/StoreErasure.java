package dev.overt.collector.store;

import dev.overt.collector.log.Installation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The rows of one installation: those under its id, and those of its product in which the id stands as an event's id or
 * within a text. One thread, inside one transaction.
 */
final class StoreErasure {
    /** Columns in which an id can be. Lists and maps hold declared words only. */
    private static final String COLUMNS = """
            SELECT table_schema, table_name, column_name, data_type FROM information_schema.columns
            WHERE table_catalog = current_database() AND table_schema IN (?, 'overt') AND data_type IN ('UUID', 'VARCHAR')
            ORDER BY table_schema, table_name, ordinal_position
            """;

    private static final String PRODUCT = "product";

    private static final Set<String> NOTES = Set.of("\"overt\".\"dropped_by\"", "\"overt\".\"known\"");

    private final Connection connection;
    private final Installation installation;
    private final String schema;
    /** Condition by table, for the product's tables and for the collector's own. */
    private final Map<String, Condition> events = new LinkedHashMap<>();

    private final Map<String, Condition> others = new LinkedHashMap<>();

    private static final class Condition {
        private final List<String> any = new ArrayList<>();
        private String and = "";
        private final List<Object> parameters = new ArrayList<>();

        void or(String part, Object parameter) {
            any.add(part);
            parameters.add(parameter);
        }

        String sql() {
            return and + "(" + String.join(" OR ", any) + ")";
        }
    }

    StoreErasure(Installation installation, Connection connection) throws SQLException {
        this.connection = connection;
        this.installation = installation;
        this.schema = EventTable.schema(installation.product());
        Sql.query(
                connection,
                COLUMNS,
                row -> add(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                schema);
        others.values().removeIf(condition -> condition.and.isEmpty() || condition.any.isEmpty());
        others.values().forEach(condition -> condition.parameters.add(0, installation.product()));
        ofEvents();
    }

    private void add(String ofSchema, String table, String column, String type) {
        boolean own = ofSchema.equals(Schema.OWN);
        Condition condition = (own ? others : events)
                .computeIfAbsent(Sql.quote(ofSchema) + "." + Sql.quote(table), name -> new Condition());
        String name = Sql.quote(column);
        if (own && column.equals(PRODUCT)) {
            condition.and = name + " = ? AND ";
        } else if (type.equals("UUID")) {
            condition.or(name + " = ?::UUID", installation.id());
        } else if (!own && column.equals("install_id")) {
            condition.or(name + " = ?", installation.id());
        } else {
            // The length is told without reading the text, and few are as long as an id.
            condition.or(
                    "(length(" + name + ") >= 32 AND contains(lower(replace(" + name + ", '-', '')), ?))",
                    installation.id());
        }
    }

    /** What is quarantined under an event's id came under that of a stored event: {@code conflicting_id}. */
    private void ofEvents() {
        Condition quarantine = others.get("\"overt\".\"quarantine\"");
        if (quarantine != null) {
            events.keySet()
                    .forEach(table -> quarantine.or(
                            "event_id IN (SELECT event_id FROM " + table + " WHERE install_id = ?)",
                            installation.id()));
        }
    }

    InstallationRows count() throws SQLException {
        Map<String, Condition> notes = new LinkedHashMap<>(others);
        notes.keySet().retainAll(NOTES);
        long noted = count(notes);
        return new InstallationRows(count(events), count(others) - noted, noted);
    }

    private long count(Map<String, Condition> tables) throws SQLException {
        AtomicLong rows = new AtomicLong();
        for (Map.Entry<String, Condition> table : tables.entrySet()) {
            Sql.query(
                    connection,
                    "SELECT count(*) FROM " + table.getKey() + " WHERE "
                            + table.getValue().sql(),
                    row -> rows.addAndGet(row.getLong(1)),
                    table.getValue().parameters.toArray());
        }
        return rows.get();
    }

    /** The collector's own tables come first: what they have is found by what the others have. */
    void erase() throws SQLException {
        erase(others);
        erase(events);
    }

    private void erase(Map<String, Condition> tables) throws SQLException {
        for (Map.Entry<String, Condition> table : tables.entrySet()) {
            Sql.update(
                    connection,
                    "DELETE FROM " + table.getKey() + " WHERE "
                            + table.getValue().sql(),
                    table.getValue().parameters.toArray());
        }
    }

    /** Whether another product has events under the id: some tools share one. */
    boolean isShared(Schema all) throws SQLException {
        List<EventTable> tables = new ArrayList<>(all.tables());
        tables.removeAll(all.tables(installation.product()));
        if (tables.isEmpty()) {
            return false;
        }
        AtomicLong rows = new AtomicLong();
        String union = String.join(
                " UNION ALL ",
                tables.stream()
                        .map(table -> "SELECT 1 FROM " + table.qualifiedName() + " WHERE install_id = ?")
                        .toList());
        Sql.query(
                connection,
                "SELECT count(*) FROM (" + union + ")",
                row -> rows.set(row.getLong(1)),
                Collections.nCopies(tables.size(), installation.id()).toArray());
        return rows.get() > 0;
    }
}
