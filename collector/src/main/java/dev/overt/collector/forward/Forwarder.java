package dev.overt.collector.forward;

import dev.overt.collector.log.LogEntry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that carries the events of one product to one destination, in their order, each until the destination has it or
 * will never take it. What it waits for, nothing else waits for.
 *
 * <p>A batch is done when each of its events is; only then does its source go on. So an event whose answer was lost, with the
 * connection or with this process, is sent again, under the same id.
 */
final class Forwarder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final Route route;
    private final Destination destination;
    private final Source source;
    /** What was refused once and is sent again; before all else. */
    private final Source replay;

    private final DeadLetters deadLetters;
    private final Erasures erasures;
    private final ForwardCounts counts;
    private final Pace pace;
    private final Clock clock;
    private final Backoff backoff;
    private final Thread thread;

    /** Why the last delivery was not whole; null while they are. */
    private volatile @Nullable String trouble;
    /** When the oldest event was received that is being delivered; 0 while none is. */
    private volatile long oldestMillis;
    /** Guarded by this. */
    private boolean stopping;

    Forwarder(
            Route route,
            Destination destination,
            Source source,
            Source replay,
            DeadLetters deadLetters,
            Erasures erasures,
            ForwardCounts counts,
            Pace pace,
            Clock clock) {
        this.route = route;
        this.destination = destination;
        this.source = source;
        this.replay = replay;
        this.deadLetters = deadLetters;
        this.erasures = erasures;
        this.counts = counts;
        this.pace = pace;
        this.clock = clock;
        this.backoff = new Backoff(pace.firstRetry(), pace.lastRetry());
        this.thread = new Thread(this::run, "forward-" + route);
        counts.watch("failing", "1 while the destination does not take all", () -> trouble == null ? 0 : 1);
        counts.watch("lag", "Bytes of the log, or events in memory, not dealt with", source::behind);
        counts.watch("lag.seconds", "Age of the oldest event that is being delivered", () -> lagMillis() / 1e3);
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private long lagMillis() {
        long oldest = oldestMillis;
        return oldest == 0 ? 0 : Math.max(0, clock.millis() - oldest);
    }

    DestinationStatus status(long refused) {
        return new DestinationStatus(
                route.product(),
                route.destination(),
                trouble,
                source.behind(),
                lagMillis() / 1_000,
                (long) counts.totalSent(),
                (long) counts.totalDead(),
                (long) counts.totalLost(),
                refused);
    }

    private void run() {
        try {
            while (!stopping() || (source.isLostAtStop() && source.behind() > 0 && trouble == null)) {
                step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() throws InterruptedException {
        try {
            erase();
            Source from = replay.behind() > 0 ? replay : source;
            List<LogEntry.Accepted> batch = from.next(destination.maxEvents(), WAIT);
            if (!batch.isEmpty()) {
                oldestMillis = batch.get(0).receivedAtMillis();
                if (!deliver(batch)) {
                    return;
                }
            }
            from.done();
            erasures.passed(source.doneOffset());
            oldestMillis = 0;
            if (!batch.isEmpty() && batch.size() < destination.maxEvents() / 2) {
                pause(pace.linger());
            }
        } catch (IOException | RuntimeException e) {
            if (stopping()) {
                return; // an interrupt closes the file that is being written; it is written again after the next start
            }
            fail("the collector's own disk or a defect stands in the way");
            LOG.error("{}: where", route, e);
            pause(backoff.failed(Duration.ZERO));
        }
    }

    /** Delivers until nothing is left, or the collector stops. Returns whether nothing is left. */
    private boolean deliver(List<LogEntry.Accepted> batch) throws InterruptedException, IOException {
        for (List<LogEntry.Accepted> left = remembered(batch); !left.isEmpty(); left = remembered(left)) {
            int count = backoff.probing() ? 1 : left.size();
            List<LogEntry.Accepted> now = left.subList(0, count);
            List<LogEntry.Accepted> again = new ArrayList<>();
            Duration wait = settle(now, destination.deliver(now), again);
            boolean whole = again.isEmpty();
            again.addAll(left.subList(count, left.size()));
            left = again;
            if (!whole) {
                pause(backoff.failed(wait));
                if (stopping()) {
                    return false;
                }
                erase();
            }
        }
        return true;
    }

    /** Without those of installations that are to be forgotten. */
    private List<LogEntry.Accepted> remembered(List<LogEntry.Accepted> events) {
        return events.stream().filter(event -> !erasures.cover(event)).toList();
    }

    /** Asks the destination to forget what it should, while nothing is under way. */
    private void erase() throws IOException, InterruptedException {
        for (String install = erasures.due(); install != null; install = erasures.due()) {
            deadLetters.forget(install);
            erasures.answered(install, destination.erase(install));
        }
    }

    /** Counts what became of some events. Returns how long to wait before the others are sent again. */
    private Duration settle(List<LogEntry.Accepted> sent, List<Fate> fates, List<LogEntry.Accepted> again)
            throws IOException {
        Duration wait = Duration.ZERO;
        String why = null;
        List<DeadLetters.Refusal> refusals = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            Fate fate = fates.get(i);
            if (fate instanceof Fate.Later later) {
                again.add(sent.get(i));
                wait = later.pause().compareTo(wait) > 0 ? later.pause() : wait;
                why = later.reason();
            } else if (fate instanceof Fate.Refused refused) {
                refusals.add(new DeadLetters.Refusal(sent.get(i), refused.reason()));
            } else {
                counts.sent();
            }
        }
        if (!refusals.isEmpty()) {
            refuse(refusals);
        }
        if (again.size() < sent.size()) {
            backoff.succeeded();
        }
        if (why == null) {
            recovered();
        } else {
            fail(why);
        }
        return wait;
    }

    private void refuse(List<DeadLetters.Refusal> refusals) throws IOException {
        int kept = deadLetters.add(refusals);
        counts.dead(refusals.size());
        counts.lost(refusals.size() - kept);
        LOG.warn(
                "{}: {} events were refused: {}",
                route,
                refusals.size(),
                refusals.get(0).reason());
    }

    private void fail(String why) {
        counts.failed();
        if (!why.equals(trouble)) {
            LOG.warn("{}: what is forwarded waits, and is sent again: {}", route, why);
        }
        trouble = why;
    }

    private void recovered() {
        if (trouble != null) {
            LOG.info("{}: what is forwarded is taken again", route);
        }
        trouble = null;
    }

    private synchronized void pause(Duration wait) throws InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        for (long left = wait.toMillis(); left > 0 && !stopping; ) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
    }

    private synchronized boolean stopping() {
        return stopping;
    }

    /** Lets it end after the batch under way, or once nothing is left that would be lost. */
    synchronized void stop() {
        stopping = true;
        notifyAll();
    }

    /** Waits for the end, and breaks off what is under way if that takes longer. */
    void awaitEnd(Duration atMost) {
        try {
            thread.join(Math.max(1, atMost.toMillis()));
            thread.interrupt();
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (source.isLostAtStop() && source.behind() > 0) {
            counts.lost(source.behind());
            LOG.warn("{}: {} events were not delivered before the stop, and are kept nowhere", route, source.behind());
        }
    }

    /** Ends it at once. */
    @Override
    public void close() {
        stop();
        awaitEnd(Duration.ZERO);
        counts.close();
    }
}
