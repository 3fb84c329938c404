package dev.overt.client;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person does about telemetry by a command: everything here says when it fails. Not thread-safe. */
final class Controls {
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
        if (state.answer() == State.Answer.DENIED) {
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
        if (!standing.on()) {
            throw new IOException("Nothing was sent: telemetry is " + standing + ".");
        }
        CollectorAddress address = CollectorAddress.of(policy, surroundings);
        if (address == null) {
            throw new IOException("Nothing was sent: no collector with a write key is known.");
        }
        Uploader uploader = new Uploader(installation(), standing.reason(), policy, address, surroundings);
        return StatusText.outcome(uploader.run(), address);
    }

    List<String> status(Decision standing, State state) {
        String path = place == null ? "(no home directory)" : place.file.toString();
        int waiting = place == null ? 0 : spool(place).countWaiting();
        CollectorAddress address = CollectorAddress.of(policy, surroundings);
        List<String> lines = StatusText.lines(policy, standing, state, path, waiting, address);
        Obstacles obstacles = new Obstacles().storing(place);
        if (standing.on()) {
            obstacles.sending(policy.product, address, surroundings.environment());
        }
        lines.addAll(obstacles.sentences());
        return lines;
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
