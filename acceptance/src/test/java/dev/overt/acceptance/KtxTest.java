package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ktx's example as its person and their agent run it: the agent by the protocol's own client. */
final class KtxTest {
    private static final Path MANIFEST = Checkout.ROOT.resolve("examples/ktx/telemetry.yaml");
    private static final String NOTICE = "ktx collects usage data to improve the product.";
    private static final String ANSWERS = """
            query search
            search: 1,Berlin | 3,Berlin
            query: 3 rows
            query: failed
            """;

    @TempDir
    private Path folder;

    private Path home;
    private Path project;

    @BeforeEach
    void makeProject() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        project = Files.createDirectories(home.resolve("payroll-of-acme"));
        Files.writeString(project.resolve("people.csv"), "id,city\n1,Berlin\n2,Osaka\n3,Berlin\n");
        Files.createFile(project.resolve("ktx.yaml"));
    }

    @Test
    void server_reportsOnlyOnceAPersonHasSeenTheNotice() throws IOException {
        try (ServedCollector collector = ServedCollector.start(folder.resolve("data"), MANIFEST)) {
            Map<String, String> environment = to(collector);
            assertThat(agent(environment, "Early").out()).isEqualTo(ANSWERS);
            assertThat(home.resolve(".ktx")).doesNotExist();

            assertThat(person(environment, "status").out()).contains(NOTICE);
            assertThat(agent(environment, "Cursor").out()).isEqualTo(ANSWERS);
            assertThat(person(environment, "telemetry", "upload").out()).doesNotContain(NOTICE);

            assertThat(collector
                            .query("select client_name, client_version, tool, outcome from ktx.mcp_request_completed"
                                    + " order by occurred_at, event_id")
                            .rows())
                    .containsExactly(
                            List.of("Cursor", "1.7.2", "search", "ok"),
                            List.of("Cursor", "1.7.2", "query", "ok"),
                            List.of("Cursor", "1.7.2", "query", "error"));
            assertThat(collector.count("select count(distinct project) from ktx.mcp_request_completed"))
                    .isEqualTo(1);
        }
        assertThat(Bytes.filesHolding("payroll-of-acme", folder.resolve("data")))
                .isEmpty();
        assertThat(Bytes.filesHolding("Berlin", folder.resolve("data"))).isEmpty();
        assertThat(Bytes.filesHolding("salaries", folder.resolve("data"))).isEmpty();
    }

    @Test
    void failure_isReportedWithItsMessage_scrubbed() throws IOException {
        Files.writeString(project.resolve("ktx.yaml"), "database: localhost:1\n");
        try (ServedCollector collector = ServedCollector.start(folder.resolve("data"), MANIFEST)) {
            person(to(collector), "status");
            assertThat(person(to(collector), "connection").status()).isEqualTo(1);
            person(to(collector), "telemetry", "upload");

            assertThat(collector
                            .query("select outcome, error_class, error_detail from ktx.cli_command"
                                    + " where command = 'connection'")
                            .rows())
                    .containsExactly(
                            List.of("error", "ConnectionError", "no database answers at <host>: Connection refused"));
        }
    }

    @Test
    void server_reportsNothing_onceTheFileSaysSo() throws IOException {
        try (ServedCollector collector = ServedCollector.start(folder.resolve("data"), MANIFEST)) {
            person(to(collector), "status");
            Path state = home.resolve(".ktx/telemetry.json");
            Files.writeString(state, "{\"enabled\": false}");

            assertThat(agent(to(collector), "Cursor").out()).isEqualTo(ANSWERS);
            person(to(collector), "telemetry", "upload");

            assertThat(collector.count("select count(*) from ktx.mcp_request_completed"))
                    .isZero();
        }
    }

    private static Map<String, String> to(ServedCollector collector) {
        return Map.of("KTX_TELEMETRY_COLLECTOR", collector.addressWithKey());
    }

    private Run person(Map<String, String> environment, String... arguments) {
        List<String> command = inProject();
        command.addAll(Checkout.ktx(arguments));
        return Terminal.run(command, home, environment, NOTICE, "");
    }

    private Run agent(Map<String, String> environment, String name) {
        List<String> command = inProject();
        command.addAll(List.of(
                "node",
                Checkout.ROOT.resolve("acceptance/src/test/node/ask-ktx.mjs").toString(),
                name));
        command.addAll(Checkout.ktx("mcp"));
        return Run.of(command, home, new HashMap<>(environment));
    }

    private List<String> inProject() {
        return new ArrayList<>(List.of("env", "-C", project.toString()));
    }
}
