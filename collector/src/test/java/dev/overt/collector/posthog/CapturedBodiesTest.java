package dev.overt.collector.posthog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.log.LogEntry;
import dev.overt.collector.receive.Receiving;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Reading;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What programs that are in use send, byte by byte as they were seen to, to the collector of the product they belong to. */
final class CapturedBodiesTest {
    private static final Path EXAMPLES = Path.of("..", "examples");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // InitRunner: urllib, no uuid, no timestamp, json.dumps' separators
                "initrunner | /batch/ | {\"api_key\": \"KEY\", \"batch\": [{\"event\": \"cli_first_run\", \"distinct_id\":"
                        + " \"3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b\", \"properties\": {\"os\": \"Linux\", \"python_version\":"
                        + " \"3.12\", \"initrunner_version\": \"2026.8.10\", \"$lib\": \"initrunner-cli\", \"install_method\":"
                        + " \"pipx\", \"$process_person_profile\": false, \"$geoip_disable\": true, \"$ip\": \"0.0.0.0\"}}]}"
                        + " | cli_first_run",
                // OneCLI's container: curl
                "onecli | /capture/ | {\"api_key\":\"KEY\",\"event\":\"install_complete\",\"distinct_id\":"
                        + "\"a1b2c3d4-e5f6-7890-abcd-ef1234567890\",\"properties\":{\"version\":\"1.12.0\",\"edition\":\"oss\","
                        + "\"auth_mode\":\"local\",\"arch\":\"aarch64\"}} | install_complete",
                "onecli | /capture/ | {\"api_key\":\"KEY\",\"event\":\"update_complete\",\"distinct_id\":"
                        + "\"a1b2c3d4-e5f6-7890-abcd-ef1234567891\",\"properties\":{\"version\":\"1.13.0\",\"edition\":\"oss\","
                        + "\"auth_mode\":\"oauth\",\"arch\":\"x86_64\",\"old_version\":\"1.12.0\"}} | update_complete",
                // OneCLI's gateway, which its manifest does not declare
                "onecli | /batch | {\"api_key\":\"KEY\",\"batch\":[{\"event\":\"injection\",\"distinct_id\":\"workspace\","
                        + "\"properties\":{\"agent_id\":\"planted\",\"host\":\"planted\",\"status\":200,\"latency_ms\":12},"
                        + "\"timestamp\":\"2025-11-21T11:59:00Z\"}]} | -",
                // ktx: posthog-node; its manifest has today's names in `from`
                "ktx | /batch/ | {\"api_key\":\"KEY\",\"batch\":[{\"distinct_id\":\"0f8fad5b-d9cb-469f-a165-70867728950e\","
                        + "\"event\":\"command\",\"properties\":{\"cliVersion\":\"0.9.0\",\"commandPath\":[\"ktx\",\"status\"],"
                        + "\"flagsPresent\":{\"projectDir\":true},\"$groups\":{\"project\":\"planted\"},\"$lib\":\"posthog-node\"},"
                        + "\"type\":\"capture\",\"library\":\"posthog-node\",\"library_version\":\"5.34.9\",\"timestamp\":"
                        + "\"2025-11-21T11:59:00.200Z\",\"uuid\":\"019a9f3c-0000-7000-8000-000000000001\"}],"
                        + "\"sent_at\":\"2025-11-21T11:59:00.201Z\"} | cli_command",
                "initrunner | /batch/ | {\"batch\":[{\"properties\":{\"os\":\"Linux\",\"python_version\":\"3.12\","
                        + "\"initrunner_version\":\"2026.8.10\",\"install_method\":\"pip\",\"$python_runtime\":\"CPython\","
                        + "\"$os_distro\":\"Debian\",\"$lib\":\"posthog-python\",\"$geoip_disable\":true,\"$is_server\":true},"
                        + "\"timestamp\":\"2025-11-21T11:59:00.123456+00:00\",\"distinct_id\":"
                        + "\"0f8fad5b-d9cb-469f-a165-70867728950e\",\"event\":\"cli_first_run\",\"uuid\":"
                        + "\"019a9f3c-0000-7000-8000-000000000002\"}],\"historical_migration\":false,\"sent_at\":"
                        + "\"2025-11-21T11:59:01.123456+00:00\",\"api_key\":\"KEY\"} | cli_first_run",
            })
    void body_isAnsweredAsPosthogDoes_andKeptAsFarAsItIsDeclared(
            String product, String path, String body, String stored) throws IOException {
        try (Receiving collector = new Receiving(manifest(product), new PostHogProtocol())) {
            HttpResponse<String> response = collector.post(
                    path,
                    body.replace("KEY", Receiving.KEY).getBytes(StandardCharsets.UTF_8),
                    "Content-Type",
                    "application/json");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("{\"status\":\"Ok\"}");
            List<LogEntry> entries = collector.log.entries();
            assertThat(entries).hasSize(1);
            String kept = entries.get(0) instanceof LogEntry.Accepted accepted ? accepted.event() : "-";
            assertThat(kept).isEqualTo(stored);
            assertThat(entries.toString()).doesNotContain("planted");
        }
    }

    private static Manifest manifest(String product) throws IOException {
        byte[] text = Files.readAllBytes(EXAMPLES.resolve(product).resolve("telemetry.yaml"));
        return ((Reading.Accepted) ManifestReader.read("telemetry.yaml", text)).manifest();
    }
}
