package dev.overt.picocli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** What a person is told of an upload: of the next one, or of one that was answered. */
final class UploadText {
    private UploadText() {}

    /** The request of the next upload, exactly; the table is the client's {@code Preview}. */
    static List<String> next(Map<String, Object> preview) {
        List<String> lines = new ArrayList<>();
        lines.add("The next upload: " + StatusText.events(StatusText.number(preview, "events")) + " to "
                + preview.getOrDefault("url", "nowhere, since no address with a write key is known"));
        lines.add("");
        if (preview.get("head") instanceof String head) {
            lines.addAll(head.strip().lines().toList());
            lines.add("");
        }
        lines.add(String.valueOf(preview.get("body")));
        lines.add("");
        lines.add("The body is shown before it is compressed: " + preview.get("body_bytes") + " bytes, sent as "
                + preview.get("sent_bytes") + ".");
        long waiting = StatusText.number(preview, "waiting");
        if (waiting > 0) {
            lines.add("After it, " + StatusText.events(waiting) + (waiting == 1 ? " waits" : " wait") + " to be sent.");
        }
        return lines;
    }

    /** Where nothing is to be sent, though telemetry is on. */
    static List<String> none(Map<String, Object> status) {
        List<String> lines = new ArrayList<>();
        lines.add(
                StatusText.isLive(status)
                        ? "Nothing waits on disk: events are sent while " + status.get("command") + " runs."
                        : "Nothing waits to be sent.");
        if (status.get("switches") instanceof List<?> switches) {
            for (Object each : switches) {
                if (each instanceof Map<?, ?> one && "debug".equals(one.get("kind"))) {
                    lines.add("To see what a command would report, and send nothing, set " + one.get("name") + "=1.");
                }
            }
        }
        return lines;
    }

    /** What the log does not show. */
    static List<String> remarks(Map<String, Object> log, Map<String, Object> status) {
        List<String> lines = new ArrayList<>();
        if (StatusText.isLive(status)) {
            lines.add("No log is kept: events are sent while " + status.get("command")
                    + " runs, and nothing of them is on disk.");
        } else if (log.get("uploads") instanceof List<?> uploads && uploads.isEmpty()) {
            lines.add("The log of what was sent is empty.");
        }
        long damaged = StatusText.number(log, "damaged");
        if (damaged > 0) {
            lines.add(damaged + (damaged == 1 ? " line of the log is" : " lines of the log are") + " damaged.");
        }
        return lines;
    }

    /** One upload of the log; the table is the client's {@code SentUploads}. */
    static List<String> sent(Map<?, ?> upload) {
        List<String> lines = new ArrayList<>();
        lines.add(StatusText.time(StatusText.number(upload, "sent_at_millis")) + " to " + upload.get("collector"));
        lines.add("  batch " + upload.get("batch") + ", answered " + upload.get("status") + results(upload));
        if (upload.get("events") instanceof List<?> events) {
            for (Object each : events) {
                lines.add("  " + PlainJson.of(each));
            }
        }
        return lines;
    }

    private static String results(Map<?, ?> upload) {
        StringJoiner counts = new StringJoiner(", ", ": ", "");
        counts.setEmptyValue("");
        if (upload.get("result") instanceof Map<?, ?> results) {
            results.forEach((word, count) -> counts.add(count + " " + word));
        }
        return counts.toString();
    }
}
