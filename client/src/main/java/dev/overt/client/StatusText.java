package dev.overt.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person is told about the state of telemetry. */
final class StatusText {
    private StatusText() {}

    static List<String> lines(
            Policy policy,
            Decision decision,
            State state,
            String path,
            int waiting,
            @Nullable CollectorAddress address) {
        List<String> lines = new ArrayList<>();
        lines.add("Usage telemetry: " + headline(policy, decision));
        lines.add("Decided by: " + decision.reason().source() + " (" + decision.sentence() + ")");
        lines.add("Install ID: " + (state.installId() == null ? "(not yet generated)" : state.installId()));
        lines.add("Config: " + path);
        lines.add("Waiting to be sent: " + events(waiting));
        lines.add("Sent to: " + destination(policy, address));
        lines.add("");
        for (String each : policy.summary) {
            lines.add("Collected: " + each);
        }
        lines.add("Never collected: " + String.join(", ", policy.never) + ".");
        return lines;
    }

    /** One line among others, such as those of a doctor command. */
    static String line(Policy policy, Decision decision) {
        String word = decision.on() ? "enabled" : undecided(decision) ? "off (not yet chosen)" : "disabled";
        String reason = decision.on() || undecided(decision) ? "" : " (" + decision.sentence() + ")";
        return "Usage telemetry: " + word + reason + " (anonymous; " + policy.product + " telemetry status)";
    }

    static String events(int count) {
        return count == 1 ? "1 event" : count + " events";
    }

    /** What became of an upload; throws where something still waits. */
    static String outcome(Uploader.Result result, CollectorAddress address) throws IOException {
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

    private static String headline(Policy policy, Decision decision) {
        if (decision.on()) {
            return "enabled";
        }
        return undecided(decision)
                ? "off (opt-in; you will be asked on the first interactive run, or enable now with `" + policy.product
                        + " telemetry enable`)"
                : "disabled (reason: " + decision.sentence() + ")";
    }

    private static boolean undecided(Decision decision) {
        return decision.reason() == Decision.Reason.UNDECIDED;
    }

    private static String destination(Policy policy, @Nullable CollectorAddress address) {
        if (address != null) {
            return address.url();
        }
        return "nowhere (no address with a write key is known"
                + (policy.collector.isEmpty() ? "" : "; built in is " + policy.collector) + ")";
    }
}
