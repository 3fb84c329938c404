package dev.overt.client;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one run hands over to be sent, or shows instead. Safe for many threads where delivery is live; otherwise its
 * caller holds a lock.
 */
final class Recorder extends EventWriter {
    private static final Object[] NO_VALUES = {};

    private final Installation installation;
    private final Delivery delivery;
    /** The stored state that the install id was asked for with, and the first run; null before that. */
    private volatile @Nullable State settled;
    /** Whether the install id is known, or events carry none. */
    private volatile boolean identified;

    private volatile @Nullable String installId;
    /** Null unless this run may be the one that reports the first run. */
    private @Nullable FirstRun firstRun;
    /** Null until a hash is recorded. */
    private @Nullable String hashSecret;
    /** What is stored, where events are shown and nothing may be written; otherwise null. */
    private @Nullable State shown;

    Recorder(
            Policy policy,
            String productVersion,
            Installation installation,
            Surroundings surroundings,
            Telemetry telemetry) {
        super(policy, productVersion, surroundings);
        this.installation = installation;
        this.delivery = policy.live == null
                ? new SpoolWriter(policy, installation, surroundings)
                : new LiveDelivery(policy, policy.live, telemetry, surroundings);
    }

    /** Records an event; {@code decision} is on. */
    void record(Decision decision, State state, Event event, @Nullable CommandRun run, @Nullable Object[] values)
            throws IOException {
        settle(state);
        if (identified && !refusedSince(decision)) {
            append(event, null, run, values);
            delivery.handOver(decision);
        }
    }

    /** Ends the run. What was recorded while telemetry was on goes its way, also where the last command is quiet. */
    void close(Decision decision, State state) throws IOException {
        if (decision.on()) {
            settle(state);
        }
        if (delivery.close(decision) && firstRun != null) {
            firstRun.close();
        }
    }

    /** Whether what was recorded carries another id than the stored one, {@code id}. */
    boolean isReset(@Nullable String id) {
        String used = installId;
        return used != null && id != null && !used.equals(id);
    }

    /** Forgets what was recorded and not handed over, and what it was recorded with. */
    synchronized void discard() {
        settled = null;
        identified = false;
        installId = null;
        hashSecret = null;
        firstRun = null;
        delivery.discard();
    }

    /** Prints an event instead of recording it. Reads only. */
    void show(Decision decision, State state, Event event, @Nullable CommandRun run, @Nullable Object[] values) {
        if (settled == null) {
            settled = state;
            if (!state.firstRunReported()) {
                for (Event each : policy.events) {
                    if (each.onFirstRun) {
                        print(decision, state, each, null, NO_VALUES);
                    }
                }
            }
        }
        print(decision, state, event, run, values);
    }

    /** Whether the person has refused while this run went on; live delivery looks for itself before it sends. */
    private boolean refusedSince(Decision decision) {
        return policy.live == null && decision.reason() != Decision.Reason.ENVIRONMENT && installation.refused();
    }

    /** Makes sure, once for what is stored, that there is an install id, and that the first run is reported. */
    @SuppressWarnings(
            "ReferenceEquality") // What was read again is another state, and a record's equals is slow to start.
    private synchronized void settle(State state) {
        if (state == settled) {
            return;
        }
        settled = state;
        hashSecret = null;
        try {
            String id = installation.settle(state);
            if (identified && !Objects.equals(id, installId)) {
                delivery.discard();
            }
            installId = id;
            identified = true;
        } catch (IOException unwritable) {
            // Without a lasting id an installation would be counted anew in each run: nothing is recorded.
            identified = false;
        }
        // Live, what this run reports is marked at its end only.
        if (identified && !state.firstRunReported() && (policy.live == null || firstRun == null)) {
            reportFirstRun(state);
        }
    }

    private void reportFirstRun(State state) {
        try {
            prepareHashes();
            firstRun = new FirstRun(policy, installation, surroundings);
            firstRun.report(state, this);
        } catch (IOException unwritable) {
            firstRun = null;
        }
    }

    /** Records an event of the first run under {@code id}; false where it is not valid. */
    boolean record(Event event, String id) throws IOException {
        return append(event, id, null, NO_VALUES);
    }

    /** Makes the secret that the first run needs, while no lock is held that making it takes. */
    private void prepareHashes() {
        try {
            if (hashesFirstRun()) {
                hashSecret();
            }
        } catch (IOException unwritable) {
            // What would be hashed is dropped and counted when the event is written.
        }
    }

    private boolean hashesFirstRun() {
        for (Event each : policy.events) {
            if (each.onFirstRun && (hashes(policy.common) || hashes(each.properties))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hashes(Property[] properties) {
        for (Property each : properties) {
            if (each.type.equals("hash")) {
                return true;
            }
        }
        return false;
    }

    @Override
    void drop(String reason, long count) {
        if (shown == null) {
            delivery.drop(reason, count);
        }
    }

    @Override
    synchronized @Nullable String hashSecret() throws IOException {
        if (shown != null) {
            return shown.hashSecret();
        }
        if (hashSecret == null) {
            hashSecret = installation.hashSecret(settled == null ? State.NONE : settled);
        }
        return hashSecret;
    }

    private boolean append(Event event, @Nullable String id, @Nullable CommandRun run, @Nullable Object[] values)
            throws IOException {
        if (surroundings.epochDay() > event.lastEpochDay) {
            return true;
        }
        String line = policy.declares(event) ? write(event, id, installId, run, values) : null;
        if (line == null) {
            delivery.drop("invalid_event", 1);
        } else {
            delivery.take(line);
        }
        return line != null;
    }

    private void print(
            Decision decision, State state, Event event, @Nullable CommandRun run, @Nullable Object[] values) {
        if (surroundings.epochDay() > event.lastEpochDay) {
            return;
        }
        shown = state;
        String install = installation.installId(state);
        if (install == null && policy.hasInstallId) {
            install = "(not yet generated)";
        }
        String line = policy.declares(event) ? write(event, null, install, run, values) : null;
        String would = decision.on() ? "" : "would send nothing: " + decision + "; with telemetry on it would be: ";
        surroundings.errors().println("[" + policy.product + " telemetry] " + would + line);
    }
}
