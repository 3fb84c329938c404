package dev.overt.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Telemetry of one run of a product. What records ({@link #open}, {@link #begin}, {@link #record},
 * {@link #finish}, {@link #close}) never throws, waits for no network and prints nothing but what a debug
 * variable asks for; what a person calls for ({@link #enable}, {@link #disable} and so on) says when it fails.
 * Thread-safe.
 */
public final class Telemetry implements AutoCloseable {
    private static final Object[] NO_VALUES = {};
    /** How long a run goes on with a decision before it looks again: another process may change what is stored. */
    static final long MAX_AGE_MILLIS = 30_000;

    private final Policy policy;
    private final Surroundings surroundings;
    private final String productVersion;
    private final boolean debugging;
    // Made when first needed: a run that is off loads none of their classes.
    /** Null, too, where the person has no directory. */
    private @Nullable Installation installation;

    private @Nullable Evidence evidence;
    private volatile @Nullable Recorder recorder;

    private @Nullable String command;
    private boolean silent;
    private long beganMillis;
    private @Nullable Decision decision;
    /** When the decision was made. */
    private long decidedMillis;
    /** Whether this run has shown the notice, which counts from the next run on. */
    private boolean showedNotice;

    private Telemetry(Policy policy, String productVersion, Surroundings surroundings) {
        this.policy = policy;
        this.productVersion = productVersion;
        this.surroundings = surroundings;
        this.debugging = policy.debugs(surroundings.environment());
        this.beganMillis = surroundings.elapsedMillis();
    }

    /** Opens telemetry for this run. Reads and writes no file. */
    public static Telemetry open(Policy policy, String productVersion) {
        if (System.getProperty("org.graalvm.nativeimage.imagecode") != null) {
            Launch.becomeUploader();
        }
        return open(policy, productVersion, new Surroundings());
    }

    static Telemetry open(Policy policy, String productVersion, Surroundings surroundings) {
        return new Telemetry(policy, productVersion, surroundings);
    }

    /** What the product may collect. */
    public Policy policy() {
        return policy;
    }

    /** Says that a command begins; from here on the decision is the one for this command. */
    public synchronized void begin(String command) {
        this.command = command;
        beganMillis = surroundings.elapsedMillis();
        decision = null;
    }

    /** Says that this run neither asks nor reports, as one that only shows help. */
    public synchronized void silence() {
        silent = true;
        decision = null;
    }

    /** Records that the command ended; {@code error} is what made it fail, if that is known. */
    public synchronized void finish(int exitCode, @Nullable Throwable error) {
        try {
            if (command != null && (debugging || on())) {
                long tookMillis = surroundings.elapsedMillis() - beganMillis;
                CommandRun run = new CommandRun(command, exitCode, error, tookMillis);
                for (Event each : policy.events) {
                    if (each.onCommand) {
                        record(each, run, NO_VALUES);
                    }
                }
            }
        } catch (Throwable failure) {
            swallow(failure);
        }
    }

    /**
     * Records a declared event.
     *
     * @param values one for each property that the client does not fill in by itself, in declared order; null
     *     where an optional one is absent
     */
    public void record(Event event, @Nullable Object... values) {
        try {
            record(event, null, values);
        } catch (Throwable failure) {
            swallow(failure);
        }
    }

    /**
     * Ends the run. What was recorded is handed to an uploader, which is started if it is time; or sent, where it is
     * not kept on disk, which takes no longer than the policy allows.
     */
    @Override
    public void close() {
        try {
            Recorder open = recorder;
            if (policy.live == null) {
                closeSpool();
            } else if (open != null) {
                closeLive(open);
            }
        } catch (Throwable failure) {
            swallow(failure);
        }
    }

    /** Without the lock while it waits: the thread that sends takes it. */
    private void closeLive(Recorder open) throws IOException {
        Decision now = decision();
        State stored;
        synchronized (this) {
            stored = state();
        }
        open.close(now, stored);
    }

    private synchronized void closeSpool() throws IOException {
        Recorder open = debugging || !on() ? null : recorder();
        if (open != null) {
            open.close(decide(), state());
        }
    }

    /** What holds for this run, and why. */
    public synchronized Decision decision() {
        try {
            return decide();
        } catch (Throwable failure) {
            swallow(failure);
            return new Decision(false, Decision.Reason.UNREADABLE, "the stored choice cannot be used");
        }
    }

    /**
     * What holds here for commands at a terminal that are not quiet. What a person asks for is told and done
     * by this, so that it is the same where its output goes through a pipe.
     */
    public synchronized Decision standing() {
        return Consent.decide(evidence().attended(), null);
    }

    /** Whether this is the moment to ask: a command runs, a person is there, and no answer of theirs covers it. */
    public synchronized boolean asks() {
        if (!policy.asks || isNotTracked()) {
            return false;
        }
        Decision.Reason reason = decision().reason();
        boolean unanswered = reason == Decision.Reason.UNDECIDED || reason == Decision.Reason.OUTDATED;
        return (unanswered || isMendable(reason)) && isAttended();
    }

    /** Whether this is the moment to show the notice: a command runs, a person is there, and none was shown yet. */
    public synchronized boolean notifies() {
        if (!policy.notifies || isNotTracked()) {
            return false;
        }
        Decision.Reason reason = decision().reason();
        return (reason == Decision.Reason.UNNOTICED || isMendable(reason)) && isAttended();
    }

    /** Whether the stored choice cannot be read, but could be replaced. */
    private boolean isMendable(Decision.Reason reason) {
        return reason == Decision.Reason.UNREADABLE && installation() != null && !state().isForeign();
    }

    private boolean isAttended() {
        return command != null && !debugging && Person.isThere(surroundings);
    }

    /** Stores what the person answered. */
    public void answer(boolean agreed) throws IOException {
        if (agreed) {
            enable();
        } else {
            disable();
        }
    }

    /** Stores that the notice was shown; it counts from the next run on. Nothing where nobody was there to see it. */
    public synchronized void noticed() throws IOException {
        if (Person.isThere(surroundings)) {
            controls().noticed();
            showedNotice = true;
        }
    }

    /**
     * Stores that the person agrees to all that is collected now. Throws where no person is there: in CI, below a
     * coding agent, or where standard input is not a terminal.
     */
    public synchronized void enable() throws IOException {
        Person.require(policy, surroundings);
        controls().enable(state());
        forget();
    }

    /** Stores that the person refuses, and deletes every event that was not sent. */
    public synchronized void disable() throws IOException {
        forget();
        discard();
        controls().disable();
    }

    /** Replaces the install id and deletes what waits under the old one; null where there is no id. */
    public synchronized @Nullable String reset() throws IOException {
        forget();
        try {
            return controls().reset();
        } finally {
            discard();
        }
    }

    /** Sends what waits, now, and says what became of it; throws where something still waits. */
    public synchronized String upload() throws IOException {
        return controls().upload(standing());
    }

    /**
     * Hands a refusal on to a child process: where one is in force for this run, puts the variable that turns the
     * product off into the child's {@code environment}. Otherwise changes nothing. Never throws.
     */
    public synchronized void inherit(Map<String, String> environment) {
        try {
            if (Consent.refused(evidence())) {
                Switch off = Consent.turningOff(policy);
                environment.put(off.variable(), Objects.requireNonNull(off.offWord()));
            }
        } catch (Throwable failure) {
            swallow(failure);
        }
    }

    /** All that a person may want to know, as plain data; see the table in {@code Status}. */
    public synchronized Map<String, Object> status() {
        return controls().status(evidence(), standing());
    }

    /**
     * The next upload, made as the uploader will make it, as plain data; see the table in {@code Preview}. Empty where
     * nothing would be sent; throws where that cannot be told, as while an upload is under way.
     */
    public synchronized Map<String, Object> preview() throws IOException {
        return controls().preview(standing());
    }

    /** The uploads that a collector has answered, as plain data; see the table in {@code SentUploads}. */
    public synchronized Map<String, Object> log() throws IOException {
        return controls().log();
    }

    /**
     * Refuses from now on, deletes what was recorded and the log, and asks the collector to delete what was sent. Says
     * what became of that as plain data; see the table in {@code Deletion}. Throws where something here could not be
     * deleted; then the collector is not asked.
     */
    public synchronized Map<String, Object> delete() throws IOException {
        forget();
        return controls().delete();
    }

    /** Whether somebody at a terminal can be asked. */
    public boolean atTerminal() {
        return surroundings.atTerminal();
    }

    private void record(Event event, @Nullable CommandRun run, @Nullable Object[] values) throws IOException {
        if (isNotTracked()) {
            return;
        }
        Decision now = refresh(MAX_AGE_MILLIS);
        if (now.reason() == Decision.Reason.QUIET || !(debugging || now.on())) {
            return;
        }
        Recorder open;
        State stored;
        synchronized (this) {
            open = recorder();
            stored = state();
            if (open != null && debugging) {
                open.show(now, stored, event, run, values);
            } else if (open != null && policy.live == null) {
                open.record(now, stored, event, run, values);
            }
        }
        if (open != null && policy.live != null && !debugging) {
            // Many threads write their events at once.
            open.record(now, stored, event, run, values);
        }
    }

    /** Whether what was recorded may be sent, as far as can be told now; for whichever command it was recorded. */
    boolean permits() {
        refresh(0);
        Evidence seen;
        synchronized (this) {
            seen = evidence();
        }
        return Consent.decide(seen, null).on();
    }

    /**
     * The decision; read again where it is older than {@code maxAgeMillis}. Then one thread reads, in live mode
     * without the lock, and all others go on with what is known.
     */
    @SuppressWarnings("ReferenceEquality") // A decision that was made anew is another one, whatever it says.
    private Decision refresh(long maxAgeMillis) {
        Decision known;
        Installation place;
        synchronized (this) {
            known = decide();
            place = installation();
            long now = surroundings.elapsedMillis();
            boolean lasts = debugging || (showedNotice && !known.on());
            if (now - decidedMillis < maxAgeMillis || lasts || place == null) {
                return known;
            }
            decidedMillis = now;
        }
        Evidence seen = new Evidence(policy, surroundings, place);
        Decision renewed = decide(seen);
        String id = place.installId(seen.state());
        synchronized (this) {
            if (decision != known) {
                // A command began, or the person has just said something, while this was read.
                forget();
                return decide();
            }
            boolean turnedOff = known.on() && !renewed.on();
            if (recorder != null && (turnedOff || recorder.isReset(id))) {
                recorder.discard();
            }
            evidence = seen;
            decision = renewed;
            return renewed;
        }
    }

    /** Whether this run may report. */
    private boolean on() {
        return !isNotTracked() && decide().on();
    }

    /**
     * Whether nothing is to be done for the environment says so, whatever else holds. Asked before a decision, which
     * takes the classes that can give its reason.
     */
    private boolean isNotTracked() {
        return !debugging && Switch.doNotTrack(surroundings.environment());
    }

    private Decision decide() {
        if (decision == null) {
            decidedMillis = surroundings.elapsedMillis();
            decision = decide(evidence());
        }
        return decision;
    }

    private Decision decide(Evidence seen) {
        return silent
                ? new Decision(false, Decision.Reason.QUIET, "this run only shows help")
                : Consent.decide(seen, command);
    }

    private State state() {
        return evidence().state();
    }

    private @Nullable Recorder recorder() {
        Installation place = installation();
        if (recorder == null && place != null) {
            recorder = new Recorder(policy, productVersion, place, surroundings, this);
        }
        return recorder;
    }

    private @Nullable Installation installation() {
        Path home = installation == null ? surroundings.home() : null;
        if (home != null) {
            installation = Installation.of(policy, home, surroundings);
        }
        return installation;
    }

    private Evidence evidence() {
        if (evidence == null) {
            evidence = new Evidence(policy, surroundings, installation());
        }
        return evidence;
    }

    private void forget() {
        evidence = null;
        decision = null;
    }

    private void discard() {
        if (recorder != null) {
            recorder.discard();
        }
    }

    private Controls controls() {
        return new Controls(policy, installation(), surroundings);
    }

    /** Nothing that goes wrong here may reach the tool, but what is wrong with the whole JVM. */
    static void swallow(Throwable failure) {
        if (failure instanceof VirtualMachineError fatal) {
            throw fatal;
        }
    }
}
