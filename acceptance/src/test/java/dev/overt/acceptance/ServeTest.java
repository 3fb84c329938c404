package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code overt serve}, {@code overt sql} and {@code overt lint} as scripts use them. */
final class ServeTest {
    @TempDir
    private Path folder;

    @Test
    void serve_announcesItselfAnswersQueriesAndExitsZero_forAScript() throws Exception {
        Path data = folder.resolve("data");
        try (ServedCollector collector = ServedCollector.start(data)) {
            assertThat(collector.announcement()).startsWith("{").endsWith("}").contains("\"id\":\"initrunner\"");
            Ledger ledger = new Ledger();
            Load.until(10, collector, ledger);
            Run running = sql(data, "select command, count(*) as events from initrunner.cli_command group by 1");
            assertThat(running.out())
                    .isEqualTo("command,events\r\nrun," + ledger.acknowledged().size() + "\r\n");
            assertThat(collector.terminate()).isZero();

            Run stopped = sql(data, "select count(*) as events from initrunner.cli_command");
            assertThat(stopped.out())
                    .isEqualTo("events\r\n" + ledger.acknowledged().size() + "\r\n");
        }
    }

    @Test
    void serve_saysWhatToDo_whenPortOrFolderIsTaken() throws Exception {
        Path data = folder.resolve("data");
        try (ServedCollector collector = ServedCollector.start(data)) {
            Run samePort = serve(folder.resolve("other"), collector.address().getPort());
            Run sameFolder = serve(data, 0);

            assertThat(samePort.status()).isEqualTo(1);
            assertThat(samePort.err())
                    .startsWith("overt: ")
                    .contains(":" + collector.address().getPort() + ": the port is in use")
                    .hasLineCount(1);
            assertThat(sameFolder.status()).isEqualTo(1);
            assertThat(sameFolder.err())
                    .startsWith("overt: ")
                    .contains(data.toString())
                    .hasLineCount(1);
        }
    }

    @Test
    void lint_saysWhereWhatAndHow_forABrokenManifest() throws Exception {
        Path broken = folder.resolve("broken.yaml");
        Files.writeString(
                broken, Files.readString(Checkout.MANIFEST).replace("status: {type: enum,", "status: {typ: enum,"));

        Run accepted = overt("lint", Checkout.MANIFEST.toString());
        Run refused = overt("lint", broken.toString());

        assertThat(accepted.status()).isZero();
        assertThat(accepted.out()).contains("accepted, 3 events, sha256:");
        assertThat(accepted.err()).isEmpty();
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err())
                .contains(broken + ":")
                .containsPattern(":\\d+:\\d+: error: .*typ` is not known\\. Write `type`");
    }

    @Test
    void collector_keepsNothingOfWhoSent_anywhere() throws Exception {
        Path data = folder.resolve("data");
        try (ServedCollector collector = ServedCollector.start(data)) {
            URI batch = collector.address().resolve("/batch/");
            Run sent = Run.of(
                    List.of("node", "-e", """
                            fetch(process.argv[1], {method: 'POST', body: process.argv[2], headers: {
                              'Content-Type': 'application/json', 'User-Agent': 'planted-agent', 'X-Forwarded-For': '203.0.113.77',
                              'Forwarded': 'for=203.0.113.77', 'Cookie': 'planted-cookie=1', 'Referer': 'http://planted-referer/'}})
                              .then(answer => process.exit(answer.status === 200 ? 0 : 1))""", batch.toString(), """
                            {"api_key":"%s","batch":[{"event":"cli_first_run","distinct_id":"3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b",
                            "properties":{"install_method":"pipx","$ip":"203.0.113.77","hostname":"planted-host"}}]}""".formatted(collector.writeKey())),
                    folder,
                    Map.of());
            assertThat(sent.status()).as(sent.err()).isZero();
            assertThat(collector.count("select count(*) from initrunner.cli_first_run"))
                    .isEqualTo(1);
            assertThat(collector.terminate()).isZero();
        }
        assertThat(Bytes.filesHolding("planted-", folder)).isEmpty();
        assertThat(Bytes.filesHolding("203.0.113.77", folder)).isEmpty();
    }

    private Run sql(Path data, String statement) {
        Run run = overt("sql", "--csv", "--data", data.toString(), statement);
        assertThat(run.status()).as(run.err()).isZero();
        return run;
    }

    private Run serve(Path data, int port) {
        return overt(
                "serve", "--port", Integer.toString(port), "--data", data.toString(), Checkout.MANIFEST.toString());
    }

    private Run overt(String... arguments) {
        return Run.of(Checkout.overt(arguments), folder, Map.of());
    }
}
