package dev.overt.collector.store;

import dev.overt.collector.log.LogEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Which periods are sealed, for whoever adds rows: of those that still come there is no count. One thread at a time. */
final class SealedPeriods {
    private record Key(String product, RollupPeriod period) {}

    /** Milliseconds since the epoch. */
    private final Map<Key, Long> sealedAt = new HashMap<>();

    static SealedPeriods read(Connection connection) throws SQLException {
        SealedPeriods sealed = new SealedPeriods();
        Sql.query(
                connection,
                "SELECT product, grain, start::DATE, epoch_ms(sealed_at) FROM overt.periods"
                        + " WHERE grain <> 'hour' AND sealed_at IS NOT NULL",
                row -> sealed.add(
                        row.getString(1),
                        new RollupPeriod(
                                Grain.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                                row.getObject(3, LocalDate.class)),
                        row.getLong(4)));
        return sealed;
    }

    void add(String product, RollupPeriod period, long atMillis) {
        sealedAt.putIfAbsent(new Key(product, period), atMillis);
    }

    /**
     * Whether an event was received after a period that it is of was sealed. One received before is taken for counted, so
     * that none is told again where a store is built anew from the log.
     */
    boolean isLate(LogEntry.Accepted event) {
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(event.atMillis()), ZoneOffset.UTC);
        return RollupPeriod.of(day).stream()
                .map(period -> sealedAt.getOrDefault(new Key(event.product(), period), Long.MAX_VALUE))
                .anyMatch(atMillis -> event.receivedAtMillis() >= atMillis);
    }
}
