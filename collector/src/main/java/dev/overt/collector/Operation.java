package dev.overt.collector;

import dev.overt.collector.configuration.Configuration;
import dev.overt.collector.configuration.LimitSettings;
import dev.overt.collector.configuration.Settings;
import dev.overt.collector.web.Limits;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a collector is run, beside where and for whom. What each part is: {@link Settings}.
 *
 * @param adminToken null for the one of the data folder
 * @param metricsToken null for none
 */
public record Operation(
        long segmentBytes,
        long keepLogBytes,
        long storeMemoryBytes,
        Limits limits,
        @Nullable String adminToken,
        @Nullable String metricsToken,
        Duration selfTestEvery,
        Duration publishEvery,
        Duration maxStop,
        Duration deletionEvery,
        int minInstallations,
        Clock clock) {
    /** What holds where nothing is set. */
    public static final Operation DEFAULT = of(Configuration.load(null, Map.of(), Map.of(), List.of()));

    /** As it is set. */
    public static Operation of(Configuration set) {
        return new Operation(
                set.get(Settings.LOG_SEGMENT_BYTES),
                set.get(Settings.LOG_KEEP_BYTES),
                set.get(Settings.STORE_MEMORY_BYTES),
                LimitSettings.read(set),
                set.find(Settings.ADMIN_TOKEN).orElse(null),
                set.find(Settings.METRICS_TOKEN).orElse(null),
                Duration.ofSeconds(set.get(Settings.SELF_TEST_SECONDS)),
                Duration.ofSeconds(set.get(Settings.PUBLICATION_SECONDS)),
                Duration.ofSeconds(set.get(Settings.STOP_SECONDS)),
                Duration.ofSeconds(set.get(Settings.DELETION_SECONDS)),
                Math.toIntExact(set.get(Settings.MIN_INSTALLATIONS)),
                Clock.systemUTC());
    }

    /** The same by another clock. */
    public Operation withClock(Clock other) {
        return new Operation(
                segmentBytes,
                keepLogBytes,
                storeMemoryBytes,
                limits,
                adminToken,
                metricsToken,
                selfTestEvery,
                publishEvery,
                maxStop,
                deletionEvery,
                minInstallations,
                other);
    }

    /** Without the tokens, which stand in no log. */
    @Override
    public String toString() {
        return "Operation[segmentBytes=" + segmentBytes + ", keepLogBytes=" + keepLogBytes + ", storeMemoryBytes="
                + storeMemoryBytes + ", limits=" + limits + ", selfTestEvery=" + selfTestEvery
                + ", maxStop=" + maxStop + ", deletionEvery=" + deletionEvery + ", minInstallations=" + minInstallations
                + "]";
    }
}
