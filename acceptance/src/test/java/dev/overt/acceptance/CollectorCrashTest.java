package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The collector killed by SIGKILL under load, again and again on the same data. The system property
 * {@code overt.crash.rounds} sets how often, and {@code overt.crash.minutes} when to stop all the same; the default suits an
 * ordinary build.
 */
final class CollectorCrashTest {
    private static final int ROUNDS = Integer.getInteger("overt.crash.rounds", 12);
    private static final Duration AT_MOST = Duration.ofMinutes(Integer.getInteger("overt.crash.minutes", 600));

    @TempDir
    private Path folder;

    @Test
    void kill_losesNothingAcknowledgedAndStoresNothingTwice_underLoad() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Path data = folder.resolve("data");
        Ledger ledger = new Ledger();
        long start = System.nanoTime();
        int kills = 0;
        while (kills < ROUNDS && System.nanoTime() - start < AT_MOST.toNanos()) {
            try (ServedCollector collector = ServedCollector.start(data)) {
                Load load = Load.start(collector, ledger, 4);
                Thread.sleep(200 + random.nextInt(800));
                collector.kill();
                load.stop();
                kills++;
            }
        }
        try (ServedCollector collector = ServedCollector.start(data)) {
            Load.until(100, collector, ledger);
        }
        try (ServedCollector collector = ServedCollector.start(data)) {
            Set<String> stored = StoredIds.of(collector);
            long rows = collector.count("select count(*) from initrunner.cli_command");
            Set<String> lost = new HashSet<>(ledger.acknowledged());
            lost.removeAll(stored);

            assertThat(ledger.acknowledged()).as("acknowledged, seed %d", seed).hasSizeGreaterThan(kills * 20);
            assertThat(ledger.unanswered())
                    .as("requests cut off by a kill, seed %d", seed)
                    .isEmpty();
            assertThat(lost).as("acknowledged and not stored, seed %d", seed).isEmpty();
            assertThat(rows).as("rows, each of another event, seed %d", seed).isEqualTo(stored.size());
            assertThat(ledger.sent()).as("stored and never sent, seed %d", seed).containsAll(stored);
            System.out.printf(
                    "%d kills: %d events acknowledged, %d requests were cut off and sent again, %d rows stored%n",
                    kills, ledger.acknowledged().size(), ledger.cutOff(), rows);
        }
    }
}
