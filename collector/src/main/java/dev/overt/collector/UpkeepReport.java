package dev.overt.collector;

import dev.overt.collector.dashboard.Upkeep;
import dev.overt.collector.forward.DestinationStatus;
import dev.overt.collector.forward.Forwarders;
import dev.overt.collector.rollup.RollupHealth;
import dev.overt.collector.store.EventStore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done for each product beside taking in and counting, as the pages say it. Any number of threads. */
record UpkeepReport(Forwarders forwarders, RollupHealth rollups, EventStore store) {
    Upkeep of(String product) {
        return new Upkeep(
                forwarders.status().stream()
                        .filter(status -> status.product().equals(product))
                        .map(UpkeepReport::destination)
                        .toList(),
                lastPurge(product),
                rollups.problem());
    }

    private static Upkeep.Destination destination(DestinationStatus status) {
        String state = status.trouble() == null ? "takes all" : "waits: " + status.trouble();
        return new Upkeep.Destination(
                status.destination(), status.trouble() == null, state, status.lagSeconds(), status.dead());
    }

    private @Nullable Instant lastPurge(String product) {
        List<List<@Nullable Object>> rows = store.query(
                        "SELECT epoch_ms(max(purged_at)) FROM overt.purges WHERE product = ?", product)
                .rows();
        return rows.get(0).get(0) instanceof Number millis ? Instant.ofEpochMilli(millis.longValue()) : null;
    }
}
