package dev.overt.collector.store;

import dev.overt.collector.log.DropReason;
import dev.overt.collector.log.LogEntry;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Entries on their way into the tables, inside one transaction. An entry whose id is stored already is left out; of
 * several with one id the first is taken. One thread.
 */
final class Batch {
    private static final String QUARANTINE = "overt.quarantine";
    private static final String CLIENT_DROPS = "overt.client_drops";

    private final Schema schema;
    private final Map<EventTable, Map<UUID, LogEntry.Accepted>> accepted = new LinkedHashMap<>();
    private final Map<UUID, LogEntry.Quarantined> quarantined = new LinkedHashMap<>();
    private final Map<UUID, LogEntry.ClientDrops> clientDrops = new LinkedHashMap<>();

    Batch(Schema schema) {
        this.schema = schema;
    }

    /** The day of receipt, UTC. */
    static LocalDate day(LogEntry entry) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(entry.receivedAtMillis()), ZoneOffset.UTC);
    }

    void add(LogEntry entry) {
        if (entry instanceof LogEntry.Accepted event) {
            add(event);
        } else if (entry instanceof LogEntry.Quarantined refused) {
            quarantined.putIfAbsent(refused.id(), refused);
        } else if (entry instanceof LogEntry.ClientDrops drops) {
            clientDrops.putIfAbsent(drops.batch(), drops);
        }
    }

    private void add(LogEntry.Accepted event) {
        EventTable table = schema.table(event.product(), event.event());
        if (table != null) {
            accepted.computeIfAbsent(table, key -> new LinkedHashMap<>()).putIfAbsent(event.id(), event);
        } else if (schema.has(event.product())) {
            add(undeclared(event));
        } else {
            throw new StoreException("the log holds events of the product " + event.product()
                    + ", of which the store knows nothing. Start the collector with that product's manifest.");
        }
    }

    /** What is kept where a store is built anew under a manifest that has the event no longer. */
    private static LogEntry undeclared(LogEntry.Accepted event) {
        return new LogEntry.Quarantined(
                event.id(),
                event.product(),
                event.event(),
                DropReason.UNDECLARED_EVENT,
                "",
                0,
                event.receivedAtMillis());
    }

    void store(SenderNames names, DuckDBConnection connection) throws SQLException {
        IncomingIds ids = IncomingIds.stage(ids(), connection);
        DropCounts drops = new DropCounts(names.properties(), connection);
        for (Map.Entry<EventTable, Map<UUID, LogEntry.Accepted>> part : accepted.entrySet()) {
            EventTable table = part.getKey();
            List<LogEntry.Accepted> rows = ids.missing(part.getValue(), table.qualifiedName(), "event_id");
            table.append(rows, connection);
            for (LogEntry.Accepted row : rows) {
                drops.count(row, table);
            }
        }
        drops.store();
        storeQuarantined(ids, names.quarantinedEvents(), connection);
        storeClientDrops(ids, names.clientReasons(), connection);
    }

    private Map<String, Set<UUID>> ids() {
        Map<String, Set<UUID>> ids = new HashMap<>();
        accepted.forEach((table, rows) -> ids.put(table.qualifiedName(), rows.keySet()));
        ids.put(QUARANTINE, quarantined.keySet());
        ids.put(CLIENT_DROPS, clientDrops.keySet());
        return ids;
    }

    private void storeQuarantined(IncomingIds ids, KnownNames names, DuckDBConnection connection) throws SQLException {
        if (quarantined.isEmpty()) {
            return;
        }
        List<LogEntry.Quarantined> rows = ids.missing(quarantined, QUARANTINE, "event_id");
        try (DuckDBAppender appender = connection.createAppender(Schema.OWN, "quarantine")) {
            for (LogEntry.Quarantined row : rows) {
                String event = names.keepOrReplace(row.event(), row.product(), day(row), connection);
                appender.beginRow();
                appender.append(row.id()).append(row.product());
                appender.appendEpochMicros(row.receivedAtMillis() * 1_000);
                appender.append(event).append(row.reason().code()).append(row.pointer());
                appender.append(row.sizeBytes());
                appender.endRow();
            }
        }
    }

    private void storeClientDrops(IncomingIds ids, KnownNames names, DuckDBConnection connection) throws SQLException {
        if (clientDrops.isEmpty()) {
            return;
        }
        List<LogEntry.ClientDrops> rows = ids.missing(clientDrops, CLIENT_DROPS, "batch");
        try (DuckDBAppender appender = connection.createAppender(Schema.OWN, "client_drops")) {
            for (LogEntry.ClientDrops row : rows) {
                for (Map.Entry<String, Long> count :
                        counts(row, names, connection).entrySet()) {
                    appender.beginRow();
                    appender.append(row.batch()).append(row.product()).append(day(row));
                    appender.append(count.getKey()).append((long) count.getValue());
                    appender.endRow();
                }
            }
        }
    }

    private static Map<String, Long> counts(LogEntry.ClientDrops row, KnownNames names, DuckDBConnection connection)
            throws SQLException {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Map.Entry<String, Long> count : row.counts().entrySet()) {
            String reason = names.keepOrReplace(count.getKey(), row.product(), day(row), connection);
            counts.merge(reason, count.getValue(), Batch::saturatedSum);
        }
        return counts;
    }

    private static long saturatedSum(long a, long b) {
        long sum = a + b;
        return ((a ^ sum) & (b ^ sum)) < 0 ? Long.MAX_VALUE : sum;
    }
}
