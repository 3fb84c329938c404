package dev.overt.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What one run hands over to be sent, or shows instead. Not thread-safe. */
final class Recorder implements EventWriter.Keeper {
    private static final Object[] NO_VALUES = {};

    private final Policy policy;
    private final Installation installation;
    private final Surroundings surroundings;
    private final EventWriter writer;
    private final Delivery delivery;
    /** Whether the install id was asked for, and the first run with it. */
    private boolean settled;
    /** Null until then, and where it can be neither read nor made. */
    private @Nullable String installId;
    /** Null until a hash is recorded. */
    private @Nullable String hashSecret;
    /** What is stored, where events are shown and nothing may be written; otherwise null. */
    private @Nullable State shown;

    Recorder(Policy policy, String productVersion, Installation installation, Surroundings surroundings) {
        this.policy = policy;
        this.installation = installation;
        this.surroundings = surroundings;
        this.writer = new EventWriter(policy, productVersion, surroundings);
        this.delivery = new SpoolWriter(policy, installation, surroundings);
    }

    /** Records an event; {@code decision} is on. */
    void record(Decision decision, State state, Event event, @Nullable CommandRun run, @Nullable Object[] values)
            throws IOException {
        settle(state);
        if (installId != null && !refusedSince(decision)) {
            append(installId, event, run, values);
        }
    }

    /** Ends the run; {@code decision} is on. */
    void close(Decision decision, State state) throws IOException {
        settle(state);
        delivery.close(decision);
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

    /** Whether the person has refused while this run went on. */
    private boolean refusedSince(Decision decision) {
        return decision.reason() != Decision.Reason.ENVIRONMENT && installation.refused();
    }

    /** Makes sure, once, that there is an install id; the run that comes first reports that it did. */
    private void settle(State state) {
        if (settled) {
            return;
        }
        settled = true;
        try {
            Installation.Settled settlement = installation.settle(state);
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
    public @Nullable String hashSecret() throws IOException {
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
