package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded on the last day of an event or a property, and what on the day after. */
final class ExpiryTest {
    private static final long MILLIS_OF_DAY = 86_400_000L;

    private static final Event COMMAND = Event.onCommand(
            "command",
            Property.flag("ended").of(Fact.CI).until(2025, 11, 21),
            Property.flag("kept").of(Fact.CI).until(2026, 1, 1));
    private static final Event CALL =
            Event.onCall("call", Property.flag("ended").until(2025, 11, 21), Property.flag("kept"));
    private static final Event ENDING = Event.onCall("ending").until(2025, 11, 21);
    private static final Event FIRST_RUN = Event.onFirstRun("first").until(2025, 11, 21);

    @TempDir
    Path home;

    /** The lines of a run on the given day after 2025-11-21, without ids and times. */
    private List<String> run(int day, String variable) throws IOException {
        FakeSurroundings surroundings = new FakeSurroundings(home);
        surroundings.nowMillis += (day + 1) * MILLIS_OF_DAY - 1;
        surroundings.environment.put(variable, "1");
        Policy policy = Policy.builder("ending", "Ending", InitRunnerPolicy.MANIFEST)
                .on()
                .debugWhenTruthy("ENDING_DEBUG")
                .events(COMMAND, CALL, ENDING, FIRST_RUN)
                .build();
        try (Telemetry telemetry = Telemetry.open(policy, "1.0", surroundings)) {
            telemetry.begin("run");
            telemetry.record(CALL, true, false);
            telemetry.record(ENDING);
            telemetry.finish(0, null);
        }
        Stream<String> lines =
                surroundings.errors.toString(StandardCharsets.UTF_8).lines();
        Path spool = home.resolve(".ending/telemetry-spool");
        if (Files.exists(spool)) {
            try (Stream<Path> files = Files.list(spool)) {
                for (Path each : files.toList()) {
                    assertThat(each).hasExtension("ready");
                    lines = Stream.concat(lines, Files.readAllLines(each).stream());
                }
            }
        }
        return lines.map(line -> line.replaceAll(".*\"event\":\"(\\w+)\".*\"properties\":(.*)}", "$1 $2"))
                .toList();
    }

    @Test
    void record_goesToTheEndOfTheLastDay() throws IOException {
        assertThat(run(0, "NO_VARIABLE"))
                .containsExactlyInAnyOrder(
                        "first {}",
                        "call {\"ended\":true,\"kept\":false}",
                        "ending {}",
                        "command {\"ended\":false,\"kept\":false}");
    }

    @Test
    void record_leavesOutWhatHasEnded_withoutCounting() throws IOException {
        assertThat(run(1, "NO_VARIABLE"))
                .containsExactlyInAnyOrder("call {\"kept\":false}", "command {\"kept\":false}");
    }

    @Test
    void preview_showsNothingThatHasEnded() throws IOException {
        assertThat(run(1, "ENDING_DEBUG"))
                .containsExactlyInAnyOrder("call {\"kept\":false}", "command {\"kept\":false}");
    }
}
