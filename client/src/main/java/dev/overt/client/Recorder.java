package dev.overt.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What one run hands over to be sent, or shows instead. Safe for many threads where delivery is live; otherwise its
 * caller holds a lock.
 */
final class Recorder implements EventWriter.Keeper {
    private static final Object[] NO_VALUES = {};

    private final Policy policy;
    private final Installation installation;
    private final Surroundings surroundings;
    private final EventWriter writer;
    final Delivery delivery;
    /** Whether the install id was asked for, and the first run with it. */
    private boolean settled;
    /** Null until then, and where it can be neither read nor made. */
    private volatile @Nullable String installId;
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
        this.policy = policy;
        this.installation = installation;
        this.surroundings = surroundings;
        this.writer = new EventWriter(policy, productVersion, surroundings);
        this.delivery = policy.live == null
                ? new SpoolWriter(policy, installation, surroundings)
                : new LiveDelivery(policy, policy.live, telemetry, surroundings);
    }

    /** Records an event; {@code decision} is on. */
    void record(Decision decision, State state, Event event, @Nullable CommandRun run, @Nullable Object[] values)
            throws IOException {
        settle(state);
        String install = installId;
        if (install != null && !refusedSince(decision)) {
            append(install, event, run, values);
            delivery.handOver(decision);
        }
    }

    /** Ends the run; {@code decision} is on. */
    void close(Decision decision, State state) throws IOException {
        settle(state);
        delivery.close(decision);
    }

    /** Says that what is stored was read again: an id that another process replaced is not used any more. */
    synchronized void unsettle() {
        settled = false;
    }

    /** Forgets what was recorded and not handed over, and what it was recorded with. */
    synchronized void discard() {
        settled = false;
        installId = null;
        hashSecret = null;
        delivery.discard();
    }

    /** Prints an event instead of recording it. Reads only. */
    void show(Decision decision, State state, Event event, @Nullable CommandRun run, @Nullable Object[] values) {
        if (!settled) {
            settled = true;
            if (!state.firstRunReported()) {
                for (Event each : policy.events) {
                    if (each.trigger == Event.Trigger.FIRST_RUN) {
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

    /** Makes sure, once, that there is an install id; the run that comes first reports that it did. */
    private synchronized void settle(State state) {
        if (settled) {
            return;
        }
        settled = true;
        try {
            Installation.Settled settlement = installation.settle(state);
            if (installId != null && !settlement.installId().equals(installId)) {
                delivery.discard();
                hashSecret = null;
            }
            installId = settlement.installId();
            if (settlement.firstRun()) {
                for (Event each : policy.events) {
                    if (each.trigger == Event.Trigger.FIRST_RUN) {
                        append(settlement.installId(), each, null, NO_VALUES);
                    }
                }
            }
        } catch (IOException unwritable) {
            // Without a lasting id an installation would be counted anew in each run: nothing is recorded.
            installId = null;
        }
    }

    @Override
    public void drop(String reason, long count) {
        if (shown == null) {
            delivery.drop(reason, count);
        }
    }

    @Override
    public synchronized @Nullable String hashSecret() throws IOException {
        if (shown != null) {
            return shown.hashSecret();
        }
        if (hashSecret == null) {
            hashSecret = installation.hashSecret();
        }
        return hashSecret;
    }

    private void append(String install, Event event, @Nullable CommandRun run, @Nullable Object[] values)
            throws IOException {
        if (event.lastEpochDay < surroundings.epochDay()) {
            return;
        }
        String line = policy.declares(event) ? writer.write(event, install, run, values, this) : null;
        if (line == null) {
            delivery.drop("invalid_event", 1);
        } else {
            delivery.take(line);
        }
    }

    private void print(
            Decision decision, State state, Event event, @Nullable CommandRun run, @Nullable Object[] values) {
        if (event.lastEpochDay < surroundings.epochDay()) {
            return;
        }
        shown = state;
        String install = state.installId() == null ? "(not yet generated)" : state.installId();
        String line = policy.declares(event) ? writer.write(event, install, run, values, this) : null;
        String would = decision.on() ? "" : "would send nothing: " + decision + "; with telemetry on it would be: ";
        surroundings.errors().println("[" + policy.product + " telemetry] " + would + line);
    }
}
