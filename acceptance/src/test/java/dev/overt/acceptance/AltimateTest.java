package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.store.Table;
import dev.overt.manifest.Event;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Altimate Code's example as its person runs it: all that its page lists, and nothing of what it says it never sends. */
final class AltimateTest {
    private static final Path MANIFEST = Checkout.ROOT.resolve("examples/altimate/telemetry.yaml");
    private static final Path PLAN = Checkout.ROOT.resolve("examples/altimate/session.plan");
    private static final String EMAIL = "jo@example.org";

    @TempDir
    private Path folder;

    private Path home;
    private Path project;

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        project = Files.createDirectories(home.resolve("project"));
        Files.createDirectory(project.resolve("models"));
        Files.writeString(project.resolve("models/a.sql"), "{{ config(materialized='table') }} select 1");
        Files.createFile(project.resolve("dbt_project.yml"));
    }

    @Test
    void session_reportsEachOfThe28Events_andNothingThatThePageForbids() throws Exception {
        try (ServedCollector collector = ServedCollector.start(folder.resolve("data"), MANIFEST)) {
            Map<String, String> environment = Map.of("ALTIMATE_TELEMETRY_COLLECTOR", collector.addressWithKey());
            runAll(environment);

            for (Event event : events()) {
                assertThat(collector.count("select count(*) from altimate_code." + event.name()))
                        .as(event.name())
                        .isPositive();
            }
            assertThat(events()).hasSize(28);
            assertThat(collector.count("select count(*) from overt.quarantine")).isZero();
            assertThat(collector.count("select count(*) from overt.drops")).isZero();
            assertThat(one(collector, "select masked_sql from altimate_code.sql_execute_failure"))
                    .isEqualTo("SELECT x, x FROM x.x WHERE x = ? AND x = ?");
            assertThat(one(collector, "select error_message from altimate_code.error where error_type = 'OtherError'"))
                    .isEqualTo("cannot reach <email> at <url>, see <path>");
            assertThat(one(collector, "select \"user\" from altimate_code.session_start"))
                    .asString()
                    .hasSize(32)
                    .isNotEqualTo(sha256(EMAIL).substring(0, 32));
            assertThat(one(collector, "select count(distinct install_id) from altimate_code.command"))
                    .isEqualTo(1L);
        }
        assertThat(bytesOf(folder.resolve("data")))
                .doesNotContain(EMAIL)
                .doesNotContain(sha256(EMAIL))
                .doesNotContain("hunter2")
                .doesNotContain("payroll")
                .doesNotContain("4711081530")
                .doesNotContain("notes.txt")
                .doesNotContain("missing.sql")
                .doesNotContain("/home/jo");
    }

    @Test
    void session_writesNoEventToDisk() throws IOException {
        runAll(Map.of("ALTIMATE_TELEMETRY_COLLECTOR", "http://wk_1@127.0.0.1:1/"));

        assertThat(bytesOf(home.resolve(".altimate"))).doesNotContain("session_start");
        assertThat(home.resolve(".altimate/machine-id")).exists();
    }

    @Test
    void optOut_leavesNothing_byTheFileOrTheVariables() throws IOException {
        Path file = home.resolve(".config/altimate-code/altimate-code.json");
        Files.createDirectories(file.getParent());
        for (Map<String, String> refusal : List.of(
                Map.of("ALTIMATE_TELEMETRY_DISABLED", "true"),
                Map.of("ALTIMATE_TELEMETRY_DISABLED", "1"),
                Map.of("DO_NOT_TRACK", "1"),
                Map.<String, String>of())) {
            if (refusal.isEmpty()) {
                Files.writeString(file, "{\"telemetry\": {\"disabled\": true}}");
            }
            assertThat(traced(refusal))
                    .as("%s", refusal)
                    .noneMatch(call -> call.contains("connect(") && call.contains("AF_INET"));
            assertThat(home.resolve(".altimate")).as("%s", refusal).doesNotExist();
        }
    }

    private void runAll(Map<String, String> environment) {
        assertThat(run(environment, "auth", "login", "anthropic", EMAIL).status())
                .isZero();
        assertThat(run(environment, "run", PLAN.toString()).err()).startsWith("altimate: cannot reach");
        assertThat(run(environment, "upgrade", "0.9.0").status()).isEqualTo(1);
        assertThat(run(environment, "auth", "logout", "anthropic").status()).isZero();
    }

    private Run run(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of("env", "-C", project.toString()));
        command.addAll(Checkout.altimate(arguments));
        return Run.of(command, home, environment);
    }

    private List<String> traced(Map<String, String> environment) throws IOException {
        Path trace = folder.resolve("trace");
        List<String> command = new ArrayList<>(List.of(
                "env", "-C", project.toString(), "strace", "-f", "-o", trace.toString(), "-e", "trace=connect"));
        command.addAll(Checkout.altimate("run", PLAN.toString()));
        Run.of(command, home, environment);
        return Files.readAllLines(trace);
    }

    private static List<Event> events() {
        return ((Reading.Accepted) ManifestReader.read(MANIFEST)).manifest().events();
    }

    private static Object one(ServedCollector collector, String sql) {
        Table table = collector.query(sql);
        assertThat(table.rows()).as(sql).hasSize(1);
        return String.valueOf(table.rows().get(0).get(0)).matches("\\d+")
                ? Long.valueOf(String.valueOf(table.rows().get(0).get(0)))
                : String.valueOf(table.rows().get(0).get(0));
    }

    private static String sha256(String text) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    /** All files below a folder, as Latin-1. */
    private static String bytesOf(Path root) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
