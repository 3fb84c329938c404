package dev.overt.collector.store;

import dev.overt.collector.log.Drop;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.log.LogEntry;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Entries of the log for the tables of {@link SampleManifest#standard}. */
final class SampleEvents {
    /** 2026-11-21T00:00:00Z. */
    static final long MIDNIGHT_MILLIS = 1_795_219_200_000L;

    private SampleEvents() {}

    static LogEntry.Accepted run(int id, Drop... drops) {
        return event(id, "run", Map.of("mode", "fast", "count", (long) id, "ok", true), drops);
    }

    static LogEntry.Accepted event(int id, String event, Map<String, Object> properties, Drop... drops) {
        return new LogEntry.Accepted(
                new UUID(0x7000, id),
                "my-tool",
                event,
                "0123456789abcdef0123456789abcdef",
                MIDNIGHT_MILLIS - 1,
                MIDNIGHT_MILLIS + 1_234,
                properties,
                List.of(drops));
    }

    static LogEntry.Quarantined quarantined(int id, String event) {
        return new LogEntry.Quarantined(
                new UUID(0x7000, id), "my-tool", event, DropReason.UNDECLARED_EVENT, "/events/0", 99, MIDNIGHT_MILLIS);
    }

    static LogEntry.ClientDrops clientDrops(int batch, Map<String, Long> counts) {
        return new LogEntry.ClientDrops(new UUID(0x7000, batch), "my-tool", counts, MIDNIGHT_MILLIS);
    }

    static LogEntry.Rejected rejected(int id, long count) {
        return new LogEntry.Rejected(
                new UUID(0x7000, id), "my-tool", DropReason.UNDECLARED_EVENT, count, MIDNIGHT_MILLIS);
    }
}
