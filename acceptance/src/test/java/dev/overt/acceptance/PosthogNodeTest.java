package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An unmodified posthog-node, which {@code overt test} installs from its registry, pointed at a collector. */
final class PosthogNodeTest {
    private static final Path CLIENTS = Checkout.ROOT.resolve("acceptance/src/test/node");

    @TempDir
    private Path folder;

    @Test
    void batch_storesWhatIsDeclaredAndNothingElse_fromTheRealClient() throws Exception {
        Path data = folder.resolve("data");
        try (ServedCollector collector = ServedCollector.start(data)) {
            Run sent = Run.of(
                    List.of(
                            "node",
                            CLIENTS.resolve("send-initrunner.mjs").toString(),
                            collector.address().toString(),
                            collector.writeKey()),
                    folder,
                    Map.of());

            assertThat(sent).isEqualTo(new Run(0, "sent\n", ""));
            assertThat(collector
                            .query(
                                    "select install_id, os, python_version, initrunner_version, command, status, exit_code,"
                                            + " error_kind, duration_bucket, is_tty, is_ci from initrunner.cli_command")
                            .rows())
                    .containsExactly(List.of(
                            "3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b",
                            "Linux",
                            "3.12",
                            "2026.8.10",
                            "run",
                            "error",
                            1L,
                            "FileNotFoundError",
                            "1-5s",
                            true,
                            false));
            assertThat(collector
                            .query("select install_method, os from initrunner.cli_first_run")
                            .rows())
                    .containsExactly(List.of("pipx", "Linux"));
            assertThat(collector
                            .query(
                                    "select event, property, count from overt.drops where reason = 'undeclared_property'")
                            .rows())
                    .containsExactly(List.of("cli_command", "working_directory", 1L));
            assertThat(collector
                            .query("select event, reason from overt.quarantine")
                            .rows())
                    .containsExactly(List.of("prompt_text", "undeclared_event"));
            assertThat(collector.terminate()).isZero();
        }
        assertThat(Bytes.filesHolding("planted-secret", folder)).isEmpty();
    }

    /** posthog-node switches to its new protocol by an environment variable. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v0 |",
                "v1 | error: CaptureV1Error,dropped: undeclared_event,dropped: undeclared_event,"
                        + "dropped: undeclared_event,dropped: undeclared_event,dropped: undeclared_event,",
            })
    void everyCall_isAnswered_andOnlyWhatIsDeclaredIsStored(String mode, @Nullable String told) throws Exception {
        try (ServedCollector collector = ServedCollector.start(folder.resolve("data"))) {
            Run sent = Run.of(
                    List.of(
                            "node",
                            CLIENTS.resolve("send-posthog-node.mjs").toString(),
                            collector.address().toString(),
                            collector.writeKey()),
                    folder,
                    Map.of("POSTHOG_CAPTURE_MODE", mode));

            String errors = told == null ? "" : told.replace(",", "\n");
            assertThat(sent).isEqualTo(new Run(0, "flag: false\nflags: {}\n" + errors + "sent\n", ""));
            assertThat(collector
                            .query("select install_id, os, python_version, initrunner_version, install_method"
                                    + " from initrunner.cli_first_run")
                            .rows())
                    .containsExactly(List.of("3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b", "Linux", "3.12", "2026.8.10", "pipx"));
            assertThat(collector.count("select count(*) from initrunner.cli_first_run"
                            + " where date_diff('second', occurred_at, received_at) between 55 and 120"))
                    .isEqualTo(1);
            assertThat(collector
                            .query("select event, reason from overt.quarantine order by event")
                            .rows())
                    .containsExactly(
                            List.of("$create_alias", "undeclared_event"),
                            List.of("$exception", "undeclared_event"),
                            List.of("$feature_flag_called", "undeclared_event"),
                            List.of("$groupidentify", "undeclared_event"),
                            List.of("$identify", "undeclared_event"));
            assertThat(collector.terminate()).isZero();
        }
        assertThat(Bytes.filesHolding("planted-secret", folder)).isEmpty();
    }
}
