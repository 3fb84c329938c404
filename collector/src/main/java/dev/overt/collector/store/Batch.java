package dev.overt.collector.store;

import dev.overt.collector.log.DropReason;
import dev.overt.collector.log.LogEntry;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Entries on their way into the tables, inside one transaction. An entry whose id is stored already is left out; of
 * several with one id the first is taken. One thread.
 */
final class Batch {
    /** A quarantined event is told once for each reason. */
    private record Refusal(UUID id, DropReason reason) {}

    private final Schema schema;
    private final List<LogEntry.Accepted> accepted = new ArrayList<>();
    private final Map<Refusal, LogEntry.Quarantined> quarantined = new LinkedHashMap<>();
    private final Map<UUID, LogEntry.ClientDrops> clientDrops = new LinkedHashMap<>();
    private final List<LogEntry.Rejected> rejected = new ArrayList<>();

    Batch(Schema schema) {
        this.schema = schema;
    }

    /** The day of receipt, UTC. */
    static LocalDate day(LogEntry entry) {
        return utcDay(entry.receivedAtMillis());
    }

    private static LocalDate utcDay(long millis) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }

    private static long midnight(LogEntry entry) {
        return day(entry).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    void add(LogEntry entry) {
        if (entry instanceof LogEntry.Accepted event) {
            add(event);
        } else if (entry instanceof LogEntry.Quarantined refused) {
            add(refused);
        } else if (entry instanceof LogEntry.ClientDrops drops) {
            clientDrops.putIfAbsent(drops.batch(), drops);
        } else if (entry instanceof LogEntry.Rejected only) {
            rejected.add(only);
        }
    }

    private void add(LogEntry.Quarantined refused) {
        quarantined.putIfAbsent(new Refusal(refused.id(), refused.reason()), refused);
    }

    private void add(LogEntry.Accepted event) {
        if (schema.table(event.product(), event.event()) != null) {
            accepted.add(event);
        } else if (schema.has(event.product())) {
            add(undeclared(event));
        } else {
            throw new StoreException("the log holds events of the product " + event.product()
                    + ", of which the store knows nothing. Start the collector with that product's manifest.");
        }
    }

    /** What is kept where a store is built anew under a manifest that has the event no longer. */
    private static LogEntry.Quarantined undeclared(LogEntry.Accepted event) {
        return new LogEntry.Quarantined(
                event.id(),
                event.product(),
                event.event(),
                DropReason.UNDECLARED_EVENT,
                "",
                0,
                event.receivedAtMillis());
    }

    /** Returns how many rows came too late for the counts of a period. */
    long store(
            RecentEntries recent,
            SenderNames names,
            TouchedDays touched,
            SealedPeriods sealed,
            DuckDBConnection connection)
            throws SQLException {
        long late = 0;
        NewEvents events = NewEvents.of(accepted, schema, recent.events(), connection);
        DropCounts drops = new DropCounts(names, connection);
        for (Map.Entry<EventTable, List<LogEntry.Accepted>> part : events.rows().entrySet()) {
            EventTable table = part.getKey();
            table.append(part.getValue(), connection);
            for (LogEntry.Accepted row : part.getValue()) {
                drops.count(row, table);
                if (sealed.isLate(row)) {
                    drops.countLate(row);
                    late++;
                }
                touched.add(row.product(), utcDay(row.atMillis()), connection);
                recent.events().add(row.id(), row.receivedAtMillis());
            }
        }
        rejected.forEach(drops::count);
        drops.store();
        events.conflicts().forEach(this::add);
        storeQuarantined(recent.quarantined(), names.quarantinedEvents(), connection);
        storeClientDrops(recent.clientDrops(), names.clientReasons(), connection);
        return late;
    }

    private void storeQuarantined(RecentIds recent, KnownNames names, DuckDBConnection connection) throws SQLException {
        Set<UUID> ids =
                quarantined.values().stream().map(LogEntry.Quarantined::id).collect(Collectors.toSet());
        IncomingIds.find(
                recent,
                ids,
                incoming -> incoming.query(
                        connection, "event_id, reason", "overt.quarantine", "event_id", "received_at", row -> {
                            UUID id = row.getObject(1, UUID.class);
                            String reason = row.getString(2);
                            quarantined
                                    .keySet()
                                    .removeIf(refusal -> refusal.id().equals(id)
                                            && refusal.reason().code().equals(reason));
                        }));
        if (quarantined.isEmpty()) {
            return;
        }
        try (DuckDBAppender appender = connection.createAppender(Schema.OWN, "quarantine")) {
            for (LogEntry.Quarantined row : quarantined.values()) {
                recent.add(row.id(), row.receivedAtMillis());
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

    private void storeClientDrops(RecentIds recent, KnownNames names, DuckDBConnection connection) throws SQLException {
        IncomingIds.find(
                recent,
                List.copyOf(clientDrops.keySet()),
                incoming -> incoming.query(
                        connection,
                        "batch",
                        "overt.client_drops",
                        "batch",
                        "day::TIMESTAMP",
                        row -> clientDrops.remove(row.getObject(1, UUID.class))));
        if (clientDrops.isEmpty()) {
            return;
        }
        try (DuckDBAppender appender = connection.createAppender(Schema.OWN, "client_drops")) {
            for (LogEntry.ClientDrops row : clientDrops.values()) {
                recent.add(row.batch(), midnight(row));
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
