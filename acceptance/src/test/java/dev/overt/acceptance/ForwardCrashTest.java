package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collector that forwards, killed by SIGKILL under load, again and again on the same data. */
final class ForwardCrashTest {
    private static final int ROUNDS = 3;
    private static final int PATIENCE_ROUNDS = 1_200;

    @TempDir
    private Path folder;

    @Test
    void kill_losesNothingThatIsToBeForwarded_underLoad() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Path data = folder.resolve("data");
        Ledger ledger = new Ledger();
        try (WebhookStandIn receiver = new WebhookStandIn(seed)) {
            Path configuration = configuration(receiver);
            for (int i = 0; i < ROUNDS; i++) {
                try (ServedCollector collector = ServedCollector.configured(data, configuration)) {
                    Load load = Load.start(collector, ledger, 2);
                    Thread.sleep(500 + random.nextInt(2_000));
                    collector.kill();
                    load.stop();
                }
            }
            try (ServedCollector collector = ServedCollector.configured(data, configuration)) {
                Load.until(20, collector, ledger);
                await(receiver, ledger);
                assertThat(collector.terminate()).isZero();
            }

            assertThat(missing(receiver, ledger))
                    .as("acknowledged and not forwarded, seed %d", seed)
                    .isEmpty();
            assertThat(ledger.sent()).as("forwarded and never sent").containsAll(receiver.ids);
        }
    }

    private static void await(WebhookStandIn receiver, Ledger ledger) throws InterruptedException {
        for (int i = 0; i < PATIENCE_ROUNDS && !missing(receiver, ledger).isEmpty(); i++) {
            Thread.sleep(100);
        }
    }

    private static Set<String> missing(WebhookStandIn receiver, Ledger ledger) {
        Set<String> missing = new HashSet<>(ledger.acknowledged());
        missing.removeAll(receiver.ids);
        return missing;
    }

    private Path configuration(WebhookStandIn receiver) throws IOException {
        Files.writeString(
                folder.resolve("telemetry.yaml"),
                Files.readString(Checkout.MANIFEST)
                        .replace(
                                "destinations:\n",
                                "destinations:\n  hook: {type: webhook, url: \"" + receiver.address() + "\"}\n"));
        Files.writeString(folder.resolve("secret"), "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\n");
        return Files.writeString(folder.resolve("overt-collector.yaml"), """
                products:
                  - manifest: telemetry.yaml
                    destinations:
                      hook:
                        signing-secret-file: secret
                """);
    }
}
