package dev.overt.collector.operate;

import dev.overt.collector.log.EventLog;
import dev.overt.collector.store.EventStore;
import dev.overt.collector.store.Loader;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event that the collector sends to itself again and again, as a client would, and looks for in the store: what no
 * part of it notices alone, it notices. Thread-safe.
 */
public final class SelfTest implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SelfTest.class);

    /** Where the collector takes its own events in, as in the native protocol, with a key that only it knows. */
    public static final String PLACE = "/self-test/events";

    /** Longer than a round takes that finds nothing. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);

    private final Clock clock;
    private final Duration every;
    private final long startedAtMillis;
    private final Timer took;
    private final AtomicLong arrivals = new AtomicLong();
    private volatile @Nullable Ticker ticker;
    /** When an event was last found in the store; 0 for never. */
    private volatile long arrivedAtMillis;

    /** The way of an event through the collector. */
    interface Path {
        /** Sends an event and returns once it is acknowledged. */
        void send(UUID id) throws IOException;

        /** Whether the store has it; waits a moment for it. */
        boolean isStored(UUID id) throws InterruptedException;
    }

    public SelfTest(Duration every, MeterRegistry meters, Clock clock) {
        this.clock = clock;
        this.every = every;
        this.startedAtMillis = clock.millis();
        this.took = Histograms.of("overt.self.test", "How long a self-test event takes from sending to the store")
                .register(meters);
        Gauge.builder("overt.self.test.age.seconds", this, test -> test.ageMillis() / 1e3)
                .description("How long ago a self-test event was last found in the store, or since the start")
                .register(meters);
        Gauge.builder("overt.self.test.late", this, test -> test.warning() == null ? 0 : 1)
                .description("1 while self-test events do not arrive in time")
                .register(meters);
    }

    /**
     * Begins to send.
     *
     * @param address where the collector listens
     * @param key that it is known by at {@link #PLACE}
     */
    public void start(URI address, String key, EventLog log, Loader loader, EventStore store) {
        Path path = new SelfTestPath(address, key, log, loader, store);
        ticker = new Ticker("self-test", FIRST_DELAY, every, () -> runOnce(path));
    }

    /** Sends one event and waits for it. */
    void runOnce(Path path) {
        UUID id = UUID.randomUUID();
        long start = System.nanoTime();
        try {
            path.send(id);
            if (path.isStored(id)) {
                took.record(Duration.ofNanos(System.nanoTime() - start));
                arrivedAtMillis = clock.millis();
                arrivals.incrementAndGet();
            } else {
                LOG.warn("a self-test event was acknowledged and is not in the store yet");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            LOG.warn("a self-test event could not be sent or looked for", e);
        }
    }

    long arrivals() {
        return arrivals.get();
    }

    private long ageMillis() {
        return clock.millis() - (arrivedAtMillis == 0 ? startedAtMillis : arrivedAtMillis);
    }

    /** What to tell whoever looks, while the events are late; null while they are not. */
    public @Nullable String warning() {
        long age = ageMillis();
        return age <= 2 * every.toMillis() + GRACE.toMillis()
                ? null
                : "The collector sends itself an event every " + every.toSeconds() + " s, and for " + age / 1_000
                        + " s none has come to the store. Figures may be behind; /readyz and the collector's log say why.";
    }

    @Override
    public void close() {
        Ticker started = ticker;
        if (started != null) {
            started.close();
        }
    }
}
