package dev.overt.picocli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The status in words, for what a tool in a test's hands cannot easily be brought to. */
final class StatusTextTest {
    private static final Map<String, Object> LIVE =
            Map.of("command", "tool", "on", true, "delivery", "live", "identity", "per-event");

    @Test
    void lines_sayThatNothingWaitsOnDisk_whereEventsAreSentLive() {
        assertThat(StatusText.lines(LIVE))
                .contains("Waiting to be sent: nothing on disk; events are sent while tool runs")
                .contains("Install ID: (none; events carry no ID of this installation)")
                .noneMatch(line -> line.startsWith("Last upload"));
        assertThat(UploadText.none(LIVE)).containsExactly("Nothing waits on disk: events are sent while tool runs.");
        assertThat(UploadText.remarks(Map.of("uploads", List.of(), "damaged", 0L), LIVE))
                .containsExactly("No log is kept: events are sent while tool runs, and nothing of them is on disk.");
    }

    @Test
    void lines_sayHowTheLastUploadEnded() {
        assertThat(lastUpload(Map.of("at_millis", 0L)))
                .endsWith("begun 1970-01-01T00:00:00Z, and has not ended, or ended with its process");
        assertThat(lastUpload(Map.of("at_millis", 0L, "sent", 1L, "refused", 2L)))
                .isEqualTo("Last upload: 1970-01-01T00:00:00Z, sent 1 event, 2 events refused and dropped");
        assertThat(lastUpload(Map.of("at_millis", 0L, "sent", 0L, "refused", 0L, "problem", "no answer")))
                .isEqualTo("Last upload: 1970-01-01T00:00:00Z, failed: no answer");
        assertThat(lastUpload(Map.of("at_millis", 0L, "sent", 3L, "refused", 0L, "problem", "no answer")))
                .endsWith("sent 3 events; the others wait: no answer");
    }

    private static String lastUpload(Map<String, Object> last) {
        return StatusText.lines(Map.of("delivery", "spool", "identity", "none", "last_upload", last)).stream()
                .filter(line -> line.startsWith("Last upload"))
                .findFirst()
                .orElse("none");
    }

    @Test
    void lines_sayWhatWasDroppedAndWhatEachSwitchMeans() {
        Map<String, Object> status = Map.of(
                "delivery",
                "spool",
                "identity",
                "install-id",
                "dropped",
                Map.of("too_old", 2L),
                "switches",
                List.of(
                        Map.of("name", "/etc/overt/disabled", "kind", "machine", "says", "off"),
                        Map.of("name", "TOOL", "kind", "variable", "says", "unclear"),
                        Map.of("name", "~/.tool.json", "kind", "file", "says", "off")));
        assertThat(StatusText.lines(status))
                .contains("Dropped since the last upload: 2 too old")
                .contains("  /etc/overt/disabled: turned off by the administrator of this machine")
                .contains("  TOOL: is neither on nor off, which turns it off")
                .contains("  ~/.tool.json: turns it off");
    }

    @Test
    void deletion_thatIsPendingIsNotDone() {
        Map<String, Object> pending = Map.of("state", "pending", "deletion", "d1", "collector", "https://c.example");
        assertThat(DeletionText.isDone(pending)).isFalse();
        assertThat(DeletionText.lines(pending, Map.of("command", "tool")))
                .anyMatch(line -> line.startsWith("It is not done yet: https://c.example"))
                .contains(
                        "Run `tool telemetry delete` again to see whether it is done. Until then the install ID is kept.");
    }
}
