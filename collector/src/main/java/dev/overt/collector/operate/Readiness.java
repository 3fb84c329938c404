package dev.overt.collector.operate;

import dev.overt.collector.forward.DestinationStatus;
import dev.overt.collector.store.Loader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether events should be sent here now, by parts; most can say no, and all say when something is wrong. How destinations
 * fare is told beside them and never says no, for nothing waits for them. Thread-safe.
 */
public final class Readiness {
    /** How far behind the store may be: beyond it somebody should look. */
    private static final long MAX_LAG_MILLIS = 30_000;

    private final MeteredLog log;
    private final Loader loader;
    private final LongSupplier freeBytes;
    private final long minFreeBytes;
    private final SelfTest selfTest;
    /** What is wrong with what is counted and kept; null while nothing is. */
    private final Supplier<@Nullable String> keeping;

    private final Supplier<List<DestinationStatus>> destinations;
    private volatile boolean stopping;

    public Readiness(
            MeteredLog log,
            Loader loader,
            LongSupplier freeBytes,
            long minFreeBytes,
            SelfTest selfTest,
            Supplier<@Nullable String> keeping,
            Supplier<List<DestinationStatus>> destinations) {
        this.log = log;
        this.loader = loader;
        this.freeBytes = freeBytes;
        this.minFreeBytes = minFreeBytes;
        this.selfTest = selfTest;
        this.keeping = keeping;
        this.destinations = destinations;
    }

    /**
     * One part.
     *
     * @param detail what is so, or why not and how to mend it
     * @param needed whether nothing should be sent here while it is not ready
     */
    record Part(String name, boolean ready, String detail, boolean needed) {
        Part(String name, boolean ready, String detail) {
            this(name, ready, detail, true);
        }
    }

    /** From now on nothing should be sent here. */
    public void stop() {
        stopping = true;
    }

    List<Part> parts() {
        List<Part> parts = new ArrayList<>(List.of(log(), store(), disk(), selfTest(), keeping(), running()));
        destinations.get().stream().map(Readiness::destination).forEach(parts::add);
        return parts;
    }

    private static Part destination(DestinationStatus status) {
        return new Part("destination " + status.product() + "/" + status.destination(), true, status.text());
    }

    private Part log() {
        return log.failing()
                ? new Part("log", false, "the last write failed. Mend the disk, and start the collector again.")
                : new Part("log", true, "writable");
    }

    private Part store() {
        Backlog.Lag lag = log.lag(loader.storedOffset());
        String behind = lag.entries() + " entries behind the log, for " + lag.millis() / 1_000 + " s";
        if (loader.failing()) {
            return new Part("store", false, "it takes nothing; it is " + behind + ". The collector's log says why.");
        }
        return new Part("store", lag.millis() <= MAX_LAG_MILLIS, behind);
    }

    private Part disk() {
        long free = freeBytes.getAsLong();
        return free < minFreeBytes
                ? new Part("disk", false, free + " bytes are free, under disk.min-free-bytes. Make room.")
                : new Part("disk", true, free + " bytes free");
    }

    private Part selfTest() {
        String warning = selfTest.warning();
        return warning == null
                ? new Part("self-test", true, selfTest.arrivals() == 0 ? "none has arrived yet" : "arrived in time")
                : new Part("self-test", false, warning);
    }

    private Part keeping() {
        String problem = keeping.get();
        return new Part("rollups", problem == null, problem == null ? "counted and expired in time" : problem, false);
    }

    private Part running() {
        return new Part("running", !stopping, stopping ? "the collector is stopping" : "running");
    }
}
