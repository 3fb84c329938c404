package dev.overt.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person does about telemetry by a command: everything here says when it fails. Not thread-safe. */
@SuppressWarnings("try") // A lock is held, not used.
final class Controls {
    /** The longest that an uploader takes for one upload, and a little more. */
    private static final long UPLOAD_MILLIS = 45_000;

    private final Policy policy;
    private final @Nullable Installation place;
    private final Surroundings surroundings;

    /** Without a {@code place} there is only a status. */
    Controls(Policy policy, @Nullable Installation place, Surroundings surroundings) {
        this.policy = policy;
        this.place = place;
        this.surroundings = surroundings;
    }

    void noticed() throws IOException {
        installation().notice(policy.covers);
    }

    void enable(State state) throws IOException {
        if (state.answer().equals(State.DENIED)) {
            deleteSpool();
        }
        installation().grant(policy.covers);
    }

    void disable() throws IOException {
        installation().deny();
        deleteSpool();
    }

    @Nullable
    String reset() throws IOException {
        String id = installation().renew();
        if (id != null) {
            deleteSpool();
        }
        return id;
    }

    String upload(Decision standing) throws IOException {
        requireSending();
        if (!standing.on()) {
            throw new IOException("Nothing was sent: telemetry is " + standing + ".");
        }
        CollectorAddress address = CollectorAddress.of(policy, surroundings);
        if (address == null) {
            throw new IOException("Nothing was sent: no collector with a write key is known.");
        }
        Uploader uploader = new Uploader(installation(), standing.reason(), policy, address, surroundings);
        return outcome(uploader.run(), address);
    }

    /** What became of an upload; throws where something still waits. */
    private static String outcome(Uploader.Result result, CollectorAddress address) throws IOException {
        if (result.withdrawn()) {
            throw new IOException("Nothing was sent: consent was withdrawn, and what waited is deleted.");
        }
        if (result.why() != null) {
            throw new IOException("Sent " + events(result.sent()) + "; the others wait: " + result.why() + ".");
        }
        if (result.sent() + result.refused() == 0) {
            return "Nothing waited to be sent.";
        }
        return "Sent " + events(result.sent()) + " to " + address.url() + "."
                + (result.refused() == 0 ? "" : " " + events(result.refused()) + " refused and dropped.");
    }

    private static String events(int count) {
        return count == 1 ? "1 event" : count + " events";
    }

    Map<String, Object> status(Evidence evidence, Decision standing) {
        return Status.of(evidence, standing, place, surroundings);
    }

    Map<String, Object> preview(Decision standing) throws IOException {
        return standing.on() && place != null ? Preview.next(policy, place, surroundings) : Map.of();
    }

    Map<String, Object> log() throws IOException {
        return SentUploads.read(place == null ? List.of() : sentLogs(place));
    }

    Map<String, Object> delete() throws IOException {
        requireSending();
        installation().deny();
        Spool spool = spool(installation());
        if (PrivateFiles.isDirectory(spool.directory)) {
            // What is on its way arrives before the collector is asked to delete it.
            try (StateLock lock = StateLock.await(spool.lock(), UPLOAD_MILLIS)) {
                deleteSpool();
            } catch (StateLock.Busy uploading) {
                throw new IOException("An upload is under way; try again when it has ended.", uploading);
            }
        }
        for (Path each : sentLogs(installation())) {
            Files.deleteIfExists(each);
        }
        return Deletion.request(policy, installation(), surroundings);
    }

    /** The older first. */
    private static List<Path> sentLogs(Installation installation) {
        SentLog log = new SentLog(installation.spool());
        return List.of(log.older, log.file);
    }

    /** Throws where a variable says that nothing may be sent. */
    private void requireSending() throws IOException {
        for (String each : policy.debugVariables) {
            if (Switch.truthy(surroundings.environment().get(each))) {
                throw new IOException("Nothing was sent: " + each + " is set; unset it.");
            }
        }
    }

    private void deleteSpool() throws IOException {
        if (!installation().discard()) {
            throw new IOException("Unsent events could not be deleted; delete "
                    + installation().spool() + ".");
        }
    }

    private Spool spool(Installation installation) {
        return new Spool(installation.spool(), surroundings);
    }

    private Installation installation() throws IOException {
        if (place == null) {
            throw new IOException("There is no home directory to store the choice in; set HOME to an absolute path.");
        }
        return place;
    }
}
