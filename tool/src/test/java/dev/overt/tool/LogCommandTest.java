package dev.overt.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.log.LogEntry;
import dev.overt.collector.log.SegmentLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path data;

    private Path segment = Path.of("");

    @BeforeEach
    void writeThreeRecords() throws IOException {
        try (SegmentLog log = SegmentLog.open(data.resolve("log"))) {
            for (int i = 0; i < 3; i++) {
                log.append(List.of(
                        new LogEntry.Accepted(new UUID(7, i), "tool", "run", null, 1, 2, Map.of("n", 3L), List.of())));
            }
        }
        segment = data.resolve("log/00000000000000000000.segment");
    }

    private int overt(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private void damageTheFirstRecord() throws IOException {
        byte[] bytes = Files.readAllBytes(segment);
        bytes[40] ^= 1;
        Files.write(segment, bytes);
    }

    @Test
    void check_says_aSoundLog() {
        assertThat(overt("log", "check", "--data", data.toString())).isZero();
        assertThat(out.toString()).contains("3 sound records in 1 segments.", "The log is sound.");
    }

    @Test
    void repair_keepsTheRest_andSaysWhatIsLost() throws IOException {
        damageTheFirstRecord();

        assertThat(overt("log", "check", "--data", data.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains(
                        "is damaged from byte 24 to ",
                        "lost are 1 record",
                        "2 sound records follow",
                        "overt log repair");
        assertThat(overt("log", "repair", "--data", data.toString())).isZero();
        assertThat(overt("log", "check", "--data", data.toString())).isZero();
        assertThat(segment.resolveSibling(segment.getFileName() + ".damaged")).exists();
    }

    @Test
    void check_refuses_aFolderWithoutALog() {
        assertThat(overt("log", "check", "--data", data.resolve("none").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("there is no collector's log");
    }
}
