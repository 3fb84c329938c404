package dev.overt.picocli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person is told of a deletion, whose table is the client's. */
final class DeletionText {
    private DeletionText() {}

    static String question(Map<String, Object> status) {
        return "This turns telemetry off, deletes what was recorded here, and asks "
                + status.getOrDefault("collector", "the collector")
                + " to delete what this installation sent. Go on?";
    }

    static boolean isDone(Map<String, Object> deletion) {
        return "done".equals(deletion.get("state")) || "nothing".equals(deletion.get("state"));
    }

    /** {@code status} is that from before the deletion. */
    static List<String> lines(Map<String, Object> deletion, Map<String, Object> status) {
        String again = "`" + status.get("command") + " telemetry delete`";
        String address = status.get("contact") + " and give the install ID " + status.get("install_id") + ".";
        return switch (String.valueOf(deletion.get("state"))) {
            case "done" ->
                List.of(
                        deletion.get("collector") + " has deleted what this installation sent.",
                        "Deletion: " + deletion.get("deletion"),
                        receipt(deletion.get("receipt")),
                        "The install ID is forgotten here.");
            case "pending" ->
                List.of(
                        "It is not done yet: " + deletion.get("collector")
                                + " is deleting what this installation sent.",
                        "Deletion: " + deletion.get("deletion"),
                        "Run " + again + " again to see whether it is done. Until then the install ID is kept.");
            case "nothing" -> List.of("There is no install ID, so that nothing was sent under one.");
            case "no-id" ->
                List.of("What was sent carries no ID of this installation: nobody can tell which events to delete.");
            default ->
                List.of(
                        "What was sent is not deleted: " + deletion.get("problem") + ".",
                        "Try " + again + " again, or write to " + address);
        };
    }

    private static String receipt(@Nullable Object file) {
        return file == null
                ? "The collector gave no receipt."
                : "The receipt, and the secret by which it is known to be yours, are in " + file
                        + ". `overt receipt verify` checks it; delete the file to keep no trace.";
    }
}
