package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Platform.class)
final class SentLogTest {
    private final Platform platform;

    @TempDir
    Path home;

    private Path log;

    SentLogTest(Platform platform) {
        this.platform = platform;
    }

    @BeforeEach
    void locate() throws IOException {
        home = platform.home(home);
        log = home.resolve("telemetry-sent.jsonl");
    }

    private SentLog sentLog() {
        return new SentLog(home.resolve("telemetry-spool"));
    }

    private Uploader.Result upload(FakeCollector collector, int events) throws IOException {
        FakeSurroundings surroundings = new FakeSurroundings(home);
        Installation installation = new Installation(home.resolve("telemetry.json"), surroundings);
        installation.grant(2);
        Spool spool = new Spool(installation.spool(), surroundings);
        spool.prepare();
        for (int i = 0; i < events; i++) {
            spool.putBack("{\"id\":\"" + i + "\",\"event\":\"x\"}\n", surroundings.nowMillis() + i);
        }
        return new Uploader(
                        installation,
                        Decision.Reason.GRANTED,
                        InitRunnerPolicy.policy(),
                        collector.address(),
                        surroundings)
                .run();
    }

    @Test
    void append_keepsItsBounds_andOneOlderGeneration() throws IOException {
        String line = "x".repeat(300_000);
        for (int i = 0; i < 20; i++) {
            sentLog().append(i + line);
            assertThat(Files.size(log)).isLessThanOrEqualTo(SentLog.MAX_BYTES);
        }
        assertThat(Files.readAllLines(log).get(1)).startsWith("19x");
        assertThat(Files.readAllLines(home.resolve("telemetry-sent.old.jsonl"))).hasSize(3);
        try (var files = Files.list(home)) {
            assertThat(files).hasSize(2);
        }
        assertThatThrownBy(() -> sentLog().append("x".repeat(SentLog.MAX_BYTES)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void append_isForTheOwnerAlone() throws IOException {
        platform.assumePermissions();
        sentLog().append("{}");
        assertThat(permissions()).isEqualTo("rw-------");
        Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-r--r--"));
        sentLog().append("{}");
        assertThat(permissions()).isEqualTo("rw-------");
    }

    private String permissions() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(log));
    }

    @Test
    void append_followsNoLink() throws IOException {
        Path elsewhere = Files.writeString(home.resolve("elsewhere"), "mine");
        Files.createSymbolicLink(log, elsewhere);
        assertThatThrownBy(() -> sentLog().append("{}")).isInstanceOf(IOException.class);
        assertThat(elsewhere).hasContent("mine");
        Files.delete(log);
        Files.createSymbolicLink(log, home.resolve("nowhere"));
        assertThatThrownBy(() -> sentLog().append("{}")).isInstanceOf(IOException.class);
        assertThat(home.resolve("nowhere")).doesNotExist();
    }

    @Test
    void append_beginsALine_afterOneThatWasCutOff() throws IOException {
        Files.writeString(log, "{\"sent_at");
        sentLog().append("{}");
        sentLog().append("{}");
        assertThat(Files.readAllLines(log)).containsExactly("{\"sent_at", "{}", "{}");
    }

    @Test
    void run_logsWhatLeft_withItsResults() throws IOException {
        try (FakeCollector collector = new FakeCollector()) {
            upload(collector, 2);
            Map<?, ?> line = line(0);
            assertThat(line.keySet().stream().map(String::valueOf))
                    .containsExactly("sent_at_millis", "collector", "batch", "status", "result", "events");
            assertThat(line.get("collector")).isEqualTo(collector.address().url());
            assertThat(line.get("status")).isEqualTo(200L);
            assertThat(line.get("result")).isEqualTo(Map.of("accepted", 2L));
            assertThat((List<?>) line.get("events")).hasSize(2);
            String sent = collector.bodies.get(0);
            assertThat(Files.readString(log)).contains(sent.substring(sent.indexOf("\"events\"")));
        }
    }

    @Test
    void run_logsWhatIsRefused_andWhatIsSentAgain_twiceAtMost() throws IOException {
        try (FakeCollector collector = new FakeCollector()) {
            collector.status = 503;
            upload(collector, 2);
            upload(collector, 0);
            upload(collector, 0);
            assertThat(Files.readAllLines(log)).hasSize(1);
            assertThat(line(0).get("result")).isEqualTo(Map.of("retry", 2L));
            collector.status = 401;
            upload(collector, 0);
            assertThat(Files.readAllLines(log)).hasSize(2);
            assertThat(line(1).get("result")).isEqualTo(Map.of("refused", 2L));
            assertThat(line(1).get("batch")).isEqualTo(line(0).get("batch"));
            collector.status = 200;
            collector.result = "no_word_of_the_protocol";
            upload(collector, 1);
            assertThat(line(2).get("result")).isEqualTo(Map.of("rejected", 1L));
        }
    }

    @Test
    void run_logsNothing_whenNobodyAnswers() throws IOException {
        FakeCollector collector = new FakeCollector();
        collector.close();
        upload(collector, 2);
        assertThat(log).doesNotExist();
    }

    @Test
    void run_sends_whenNothingCanBeLogged() throws IOException {
        Files.createDirectories(log.resolve("full"));
        try (FakeCollector collector = new FakeCollector()) {
            assertThat(upload(collector, 2)).isEqualTo(Uploader.Result.done(2, 0));
        }
    }

    private Map<?, ?> line(int i) throws IOException {
        return JsonReader.readObject(Files.readAllLines(log).get(i));
    }
}
