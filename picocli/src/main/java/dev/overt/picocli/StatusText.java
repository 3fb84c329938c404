package dev.overt.picocli;

import dev.overt.client.Decision;
import dev.overt.client.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** What a person is told of the status of telemetry, whose table is the client's. */
final class StatusText {
    private final Map<String, Object> status;
    private final List<String> lines = new ArrayList<>();

    private StatusText(Map<String, Object> status) {
        this.status = status;
    }

    /** One line among those of another command. */
    static String line(Policy policy, Decision standing) {
        boolean undecided = standing.reason() == Decision.Reason.UNDECIDED;
        String word = standing.on() ? "enabled" : undecided ? "off (not yet chosen)" : "disabled";
        String reason = standing.on() || undecided ? "" : " (" + standing.sentence() + ")";
        return "Usage telemetry: " + word + reason + " (anonymous; " + policy.command() + " telemetry status)";
    }

    static List<String> lines(Map<String, Object> status) {
        StatusText text = new StatusText(status);
        text.decided();
        text.kept();
        text.declared();
        text.switches();
        return text.lines;
    }

    private void decided() {
        lines.add("Usage telemetry: " + headline());
        lines.add("Decided by: " + word("decided_by") + " (" + word("sentence") + ")");
        if (Boolean.TRUE.equals(status.get("on")) && Boolean.FALSE.equals(status.get("here"))) {
            lines.add("Here, without a terminal, nothing is reported.");
        }
        lines.add("Install ID: " + installId());
        lines.add("Config: " + (status.containsKey("state") ? word("state") : "(no home directory)"));
    }

    private String headline() {
        if (Boolean.TRUE.equals(status.get("on"))) {
            return "enabled";
        }
        return word("reason").equals("undecided")
                ? "off (opt-in; you will be asked on the first interactive run, or enable now with `" + word("command")
                        + " telemetry enable`)"
                : "disabled (reason: " + word("sentence") + ")";
    }

    private String installId() {
        if (!word("identity").equals("install-id")) {
            return "(none; events carry no ID of this installation)";
        }
        return status.containsKey("install_id") ? word("install_id") : "(not yet generated)";
    }

    private void kept() {
        if (isLive(status)) {
            lines.add("Waiting to be sent: nothing on disk; events are sent while " + word("command") + " runs");
        } else {
            lines.add("Waiting to be sent: " + events(number(status, "waiting")));
            lines.add("Dropped since the last upload: " + dropped());
            lines.add("Last upload: " + lastUpload());
        }
        lines.add("Sent to: " + destination());
        list("obstacles").forEach(each -> lines.add(String.valueOf(each)));
    }

    private String dropped() {
        StringJoiner counts = new StringJoiner(", ");
        counts.setEmptyValue("nothing");
        if (status.get("dropped") instanceof Map<?, ?> dropped) {
            dropped.forEach((reason, count) ->
                    counts.add(count + " " + String.valueOf(reason).replace('_', ' ')));
        }
        return counts.toString();
    }

    private String lastUpload() {
        if (!(status.get("last_upload") instanceof Map<?, ?> last)) {
            return "never";
        }
        String time = time(number(last, "at_millis"));
        if (!last.containsKey("sent")) {
            return "begun " + time + ", and has not ended, or ended with its process";
        }
        long sent = number(last, "sent");
        long refused = number(last, "refused");
        String problem = last.containsKey("problem") ? String.valueOf(last.get("problem")) : "";
        return time
                + (sent == 0 && !problem.isEmpty() ? ", failed" : ", sent " + events(sent))
                + (refused == 0 ? "" : ", " + events(refused) + " refused and dropped")
                + (problem.isEmpty() ? "" : sent == 0 ? ": " + problem : "; the others wait: " + problem);
    }

    private String destination() {
        if (status.containsKey("collector")) {
            return word("collector")
                    + (status.containsKey("built_in") ? " (built in is " + word("built_in") + ")" : "");
        }
        return "nowhere (no address with a write key is known"
                + (status.containsKey("built_in") ? "; built in is " + word("built_in") : "") + ")";
    }

    private void declared() {
        lines.add("");
        for (Object each : list("collected")) {
            lines.add("Collected: " + each);
        }
        StringJoiner never = new StringJoiner(", ");
        list("never").forEach(each -> never.add(String.valueOf(each)));
        lines.add("Never collected: " + never + ".");
    }

    private void switches() {
        lines.add("");
        lines.add("Switches, in the order in which they are asked:");
        for (Object each : list("switches")) {
            if (each instanceof Map<?, ?> one) {
                lines.add("  " + one.get("name") + ": " + meaning(one.get("kind") + " " + one.get("says")));
            }
        }
    }

    /** What a switch's present value means. */
    private static String meaning(String kindAndWord) {
        return switch (kindAndWord) {
            case "machine off" -> "turned off by the administrator of this machine";
            case "machine nothing" -> "of the administrator of this machine; says nothing of this product";
            case "variable on" -> "turns it on";
            case "variable off", "file off" -> "turns it off";
            case "variable unclear" -> "is neither on nor off, which turns it off";
            case "debug on" -> "is set: events are shown, and nothing is sent";
            case "debug nothing" -> "is not set; when it is, events are shown, and nothing is sent";
            case "collector on" -> "names where events go";
            case "collector unclear" -> "is no address with a write key: nothing is sent";
            case "collector nothing" -> "is not set; can name where events go";
            default -> "says nothing";
        };
    }

    static boolean isLive(Map<String, Object> status) {
        return "live".equals(status.get("delivery"));
    }

    static String events(long count) {
        return count == 1 ? "1 event" : count + " events";
    }

    static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    static long number(Map<?, ?> members, String key) {
        return members.get(key) instanceof Long number ? number : 0;
    }

    private String word(String key) {
        return String.valueOf(status.get(key));
    }

    private List<?> list(String key) {
        return status.get(key) instanceof List<?> elements ? elements : List.of();
    }
}
