package dev.overt.client;

import java.io.IOException;

/*
 * Exactly once, wherever a process dies:
 *
 *   1. first_run_id goes into the state        the event's id, whoever reports it
 *   2. the event is recorded with that id      whoever finds an id without the mark records it again: a collector
 *                                              keeps one event of an id
 *   3. first_run_reported goes into the state
 *
 * The lock is held from 1 to 3, so that of many processes at once one reports. Where the event is deleted before it was
 * sent, the mark is taken back. Live, 3 waits until what was recorded has been sent, at the end of the run.
 */
/** The report of an installation's first run. Not thread-safe. */
@SuppressWarnings("try") // A lock is held, not used.
final class FirstRun {
    private static final int DIGITS = 16;

    private final Policy policy;
    private final Installation installation;
    private final Surroundings surroundings;

    FirstRun(Policy policy, Installation installation, Surroundings surroundings) {
        this.policy = policy;
        this.installation = installation;
        this.surroundings = surroundings;
    }

    /** Reports the first run unless that was done, or another process is at it; {@code known} is what is stored. */
    void report(State known, Recorder recorder) throws IOException {
        installation.begin();
        try (StateLock lock = installation.lock(0)) {
            State stored = installation.unchanged(known);
            State state = installation.begun(stored);
            if (stored.firstRunId() == null && !stored.firstRunReported()) {
                installation.replace(state);
            }
            if (!state.firstRunReported() && record(state, recorder) && policy.live == null) {
                mark(state);
            }
        } catch (StateLock.Busy anotherReportsIt) {
            return;
        }
    }

    /** Says, live, that what was reported has been sent. */
    void close() throws IOException {
        if (policy.live != null) {
            try (StateLock lock = installation.lock(Installation.RUN_PATIENCE_MILLIS)) {
                State state = installation.read();
                if (state.damage() == null && state.firstRunId() != null) {
                    mark(state);
                }
            }
        }
    }

    private void mark(State state) throws IOException {
        installation.replace(state.withFirstRun(state.firstRunId(), true));
    }

    /** Whether all is on its way. What is not valid never will be. */
    private boolean record(State state, Recorder recorder) throws IOException {
        Spool spool = new Spool(installation.spool(), surroundings);
        boolean recorded = true;
        int number = 0;
        for (Event each : policy.events) {
            if (each.onFirstRun) {
                String id = numbered(String.valueOf(state.firstRunId()), number++);
                boolean valid = recorder.record(each, id);
                recorded &= !valid || policy.live != null || spool.holds(id);
            }
        }
        return recorded;
    }

    /** The id of one of several events: each has other digits at its end. */
    private static String numbered(String id, int number) {
        int start = id.length() - 4;
        int end = Integer.parseInt(id.substring(start), DIGITS) + number;
        return id.substring(0, start) + Surroundings.hexadecimal(new byte[] {(byte) (end >> 8), (byte) end});
    }

    /** Whether an event of the first run of {@code state} waits in {@code spool}. */
    static boolean waits(State state, Spool spool) {
        String id = state.firstRunId();
        return id != null && spool.holds(id.substring(0, id.length() - 4));
    }
}
