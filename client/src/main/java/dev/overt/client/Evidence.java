package dev.overt.client;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a decision looks at beside the command. Each part is looked at when it is asked for, so that a run which
 * the environment turns off reads no file but the machine's policy. Not thread-safe.
 */
class Evidence {
    final Policy policy;
    private final Surroundings surroundings;
    /** Null where the person has no directory. */
    private final @Nullable Installation installation;

    private @Nullable State state;
    /** Whether input and output count as terminals, whatever they are. */
    private boolean attended;

    Evidence(Policy policy, Surroundings surroundings, @Nullable Installation installation) {
        this.policy = policy;
        this.surroundings = surroundings;
        this.installation = installation;
    }

    /** Why the machine's policy forbids telemetry, for people; null where it does not. */
    @Nullable
    String prohibition() {
        Path file = surroundings.machinePolicy();
        // Without following a link: one that leads nowhere was made by somebody who meant something.
        return Files.notExists(file, LinkOption.NOFOLLOW_LINKS) || !MachinePolicy.forbids(file, policy.product)
                ? null
                : "the administrator of this machine turned it off in " + file;
    }

    Map<String, String> environment() {
        return surroundings.environment();
    }

    /** Why a file of preferences refuses, for people; null where it does not. */
    @Nullable
    String refusal(FileSwitch file) {
        return file.refusal(surroundings);
    }

    /** Whether standard input and output are terminals. */
    boolean atTerminal() {
        return attended || surroundings.atTerminal();
    }

    /** The same, as if input and output were terminals. */
    Evidence attended() {
        Evidence same = new Evidence(policy, surroundings, installation);
        same.attended = true;
        return same;
    }

    /** What is stored; read once. */
    State state() {
        if (state == null) {
            state = installation == null ? State.damaged("has no place") : installation.read();
        }
        return state;
    }
}
