package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.applicationinsights.TelemetryClient;
import com.microsoft.applicationinsights.TelemetryConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Application Insights' unmodified clients, pointed at a collector of Altimate Code's events: the classic one for Node.js,
 * which Altimate's own code writes the same as, the exporter that the newer ones send by, and the classic one for Java.
 */
final class InsightsClientsTest {
    private static final Path CLIENTS = Checkout.ROOT.resolve("acceptance/src/test/node");
    private static final String KEY = "11111111-2222-3333-4444-555555555555";
    private static final Map<String, String> QUIET = Map.of("APPLICATION_INSIGHTS_NO_STATSBEAT", "1");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private ServedCollector collector;

    @BeforeEach
    void start() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        // The clients take a GUID for a key and nothing else.
        Files.writeString(
                data.resolve("keys.json"),
                "{\"admin\":\"admin_" + "0".repeat(64) + "\",\"products\":{\"altimate-code\":\"" + KEY + "\"}}");
        collector = ServedCollector.start(data, Checkout.ROOT.resolve("examples/altimate/telemetry.yaml"));
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    @Test
    void classicClientForNode_hasStoredWhatIsDeclaredAndNothingElse() throws Exception {
        Run sent = run("send-altimate.mjs", collector.address().toString(), QUIET);

        assertThat(sent)
                .isEqualTo(new Run(
                        0,
                        "{\"itemsReceived\":5,\"itemsAccepted\":4,\"errors\":[{\"index\":2,\"statusCode\":400,"
                                + "\"message\":\"undeclared_event\"}]}\n",
                        ""));
        assertThat(rows("select install_id, cli_version, session_id, warehouse_types, dbt_detected,"
                        + " dbt_materializations, feature_flags from altimate_code.environment_census"))
                .containsExactly(List.of(
                        "7d9f0c5e9a7d4e1f8b6c2d1a0e9f8c7b",
                        "0.8.10",
                        "0123456789abcdef0123456789abcdef",
                        "[\"snowflake\",\"duckdb\"]",
                        true,
                        "{\"table\":12,\"view\":3}",
                        "[]"));
        assertThat(rows("select agent, tool_calls, generations, cost, outcome from altimate_code.agent_outcome"))
                .containsExactly(List.of("builder", 7L, 3L, 0.02, "completed"));
        assertThat(rows("select event, property, count from overt.drops where reason = 'undeclared_property'"))
                .containsExactly(List.of("environment_census", "working_directory", 1L));
        assertThat(rows("select event, reason from overt.quarantine"))
                .containsExactly(List.of("prompt_text", "undeclared_event"));
        assertThat(rows("select reason, count from overt.client_drops")).containsExactly(List.of("not_an_event", 2L));
        assertThat(collector.terminate()).isZero();
        assertThat(Bytes.filesHolding("planted-secret", folder)).isEmpty();
    }

    @Test
    void classicClientForNode_sendsAgainAfterAnyFailure_andIsStoredOnce() throws Exception {
        String partial = "{\"itemsReceived\":2,\"itemsAccepted\":1,\"errors\":[{\"index\":0,\"statusCode\":503}]}";
        try (UnreliableFront front = new UnreliableFront(
                collector.address(),
                new UnreliableFront.Fault(true, 503, ""),
                new UnreliableFront.Fault(true, 206, partial),
                new UnreliableFront.Fault(false, 429, ""))) {
            Process client = Run.builder(
                            command("resend-altimate.mjs", front.address()),
                            folder,
                            Map.of("TMPDIR", folder.toString(), "APPLICATION_INSIGHTS_NO_STATSBEAT", "1"))
                    .redirectOutput(folder.resolve("client.out").toFile())
                    .redirectErrorStream(true)
                    .start();
            try {
                await(() -> resent(front, "count", 1) && resent(front, "count", 2) && resent(front, "count", 3));
            } finally {
                client.destroyForcibly().waitFor();
            }
        }

        assertThat(rows("select count from altimate_code.tool_outputs_pruned where count <= 3 order by count"))
                .containsExactly(List.of(1L), List.of(2L), List.of(3L));
        assertThat(rows("select message_count from altimate_code.session_forked where message_count <= 3 order by 1"))
                .containsExactly(List.of(1L), List.of(2L), List.of(3L));
    }

    private static boolean resent(UnreliableFront front, String name, int value) {
        return front.sent("\"measurements\":{\"" + name + "\":" + value + "}") > 1;
    }

    @Test
    void exporterForNode_hasStoredWhatIsDeclared() throws Exception {
        Certificate certificate = Certificate.create(folder);
        try (UnreliableFront front = new UnreliableFront(collector.address(), certificate.tls())) {
            Run sent = run(
                    "export-altimate.mjs",
                    front.address(),
                    Map.of(
                            "NODE_EXTRA_CA_CERTS",
                            certificate.pem().toString(),
                            "APPLICATION_INSIGHTS_NO_STATSBEAT",
                            "1"));

            assertThat(sent).isEqualTo(new Run(0, "sent\n", ""));
        }
        assertThat(rows("select warehouse_types, dbt_detected, dbt_materializations, cli_version"
                        + " from altimate_code.environment_census"))
                .containsExactly(List.of("[\"duckdb\"]", true, "{\"view\":3}", "0.8.10"));
        assertThat(rows("select reason, count from overt.client_drops")).containsExactly(List.of("not_an_event", 1L));
    }

    @Test
    void classicClientForJava_hasStoredWhatIsDeclared() throws Exception {
        TelemetryConfiguration configuration = TelemetryConfiguration.createDefault();
        configuration.setConnectionString("InstrumentationKey=" + KEY + ";IngestionEndpoint=" + collector.address());
        TelemetryClient client = new TelemetryClient(configuration);

        client.trackEvent(
                "agent_outcome",
                Map.of("agent", "builder", "outcome", "aborted"),
                Map.of("tool_calls", 7.0, "cost", 1.5));
        client.trackMetric("a metric", 1);
        client.flush();
        await(() -> collector.count("select count(*) from overt.client_drops") > 0);

        assertThat(rows("select agent, outcome, tool_calls, cost from altimate_code.agent_outcome"))
                .containsExactly(List.of("builder", "aborted", 7L, 1.5));
        configuration.getChannel().stop(5, TimeUnit.SECONDS);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("it did not happen within " + PATIENCE);
            }
            Thread.sleep(50);
        }
    }

    private List<List<@Nullable Object>> rows(String sql) {
        return collector.query(sql).rows();
    }

    private Run run(String script, String address, Map<String, String> environment) {
        return Run.of(command(script, address), folder, environment);
    }

    private static List<String> command(String script, String address) {
        return List.of("node", CLIENTS.resolve(script).toString(), address, KEY);
    }
}
