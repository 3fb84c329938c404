package dev.overt.collector.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed process was told is durable is there when the log is opened again. */
final class KilledProcessTest {
    private static final int ROUNDS = 15;

    @TempDir
    Path directory;

    @Test
    void open_findsAllThatWasAcknowledged_afterEveryKill() throws Exception {
        Random random = new Random(1);
        List<String> acknowledged = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(appendUntilKilled(random.nextInt(400)));

            try (SegmentLog log = SegmentLog.open(directory, AppendingProcess.SEGMENT_BYTES, new DiskFiles())) {
                assertThat(EventLogContract.readAll(log))
                        .as("round " + round)
                        .extracting(entry -> ((LogEntry.Accepted) entry).id().toString())
                        .doesNotHaveDuplicates()
                        .containsAll(acknowledged);
            }
        }
        assertThat(acknowledged.size()).isGreaterThan(ROUNDS);
    }

    /** Kills the process after {@code lines} ids. Returns those and the ones that came before it was dead. */
    private List<String> appendUntilKilled(int lines) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendingProcess.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> ids = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            while (ids.size() < lines) {
                String id = out.readLine();
                assertThat(id).as("the process ended by itself").isNotNull();
                ids.add(id);
            }
            process.toHandle().destroyForcibly();
            for (String id = out.readLine(); id != null; id = out.readLine()) {
                if (id.length() == 36) {
                    ids.add(id);
                }
            }
        }
        process.waitFor();
        return ids;
    }
}
