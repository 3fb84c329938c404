package dev.overt.collector.log;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one durable record of the log says. */
public sealed interface LogEntry {
    /** Id of the product that sent this. */
    String product();

    /** When the collector received it, in milliseconds since the epoch. */
    long receivedAtMillis();

    /**
     * An event that passed enforcement.
     *
     * @param install id of the installation, or null if the product's manifest keeps none
     * @param atMillis when it happened, in milliseconds since the epoch
     * @param properties declared names only, in declared order; a value is a String, Boolean, Long, finite Double,
     *     immutable list of Strings, or immutable map of Strings to Longs
     * @param drops what enforcement removed or changed
     */
    record Accepted(
            UUID id,
            String product,
            String event,
            @Nullable String install,
            long atMillis,
            long receivedAtMillis,
            Map<String, Object> properties,
            List<Drop> drops)
            implements LogEntry {
        public Accepted {
            properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
            drops = List.copyOf(drops);
        }
    }

    /**
     * An event that was refused: its reason and shape, never its values.
     *
     * @param event its name, or {@code *} if that is not an identifier
     * @param pointer JSON pointer of what was wrong, in the request
     * @param sizeBytes how much JSON the event took in the request
     */
    record Quarantined(
            UUID id,
            String product,
            String event,
            DropReason reason,
            String pointer,
            int sizeBytes,
            long receivedAtMillis)
            implements LogEntry {}

    /**
     * What a client itself could not send, counted by its own reasons.
     *
     * @param batch id of the upload that said so
     */
    record ClientDrops(UUID batch, String product, Map<String, Long> counts, long receivedAtMillis)
            implements LogEntry {
        public ClientDrops {
            counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        }
    }

    /**
     * Events that were refused, of which nothing but their number is kept.
     *
     * @param id of this count
     */
    record Rejected(UUID id, String product, DropReason reason, long count, long receivedAtMillis)
            implements LogEntry {}
}
