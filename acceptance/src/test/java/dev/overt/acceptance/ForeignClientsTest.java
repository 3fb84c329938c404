package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.segment.analytics.Analytics;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.TrackMessage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.resources.Resource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segment's client for the JVM and OpenTelemetry's exporter of logs, unmodified, pointed at a collector. */
final class ForeignClientsTest {
    private static final String INSTALL = "3f2b0c5e-9a7d-4e1f-8b6c-2d1a0e9f8c7b";
    private static final String STORED = "select install_id, os, install_method from initrunner.cli_first_run";

    @TempDir
    private Path folder;

    @Test
    void segment_storesWhatIsDeclaredAndNothingElse() throws Exception {
        try (ServedCollector collector = ServedCollector.start(folder.resolve("data"))) {
            Analytics segment = Analytics.builder(collector.writeKey())
                    .endpoint(host(collector))
                    .flushQueueSize(1)
                    .build();
            segment.enqueue(TrackMessage.builder("cli_first_run")
                    .anonymousId(INSTALL)
                    .properties(Map.of("os", "Linux", "install_method", "pipx", "cwd", "planted-secret")));
            segment.enqueue(IdentifyMessage.builder()
                    .userId("planted-secret")
                    .traits(Map.of("email", "planted-secret@example.org")));
            segment.flush();
            for (int attempt = 0;
                    attempt < 100 && collector.count("select count(*) from overt.quarantine") < 1;
                    attempt++) {
                Thread.sleep(100);
            }
            segment.shutdown();

            assertThat(collector.query(STORED).rows())
                    .containsExactly(List.of(INSTALL.replace("-", ""), "Linux", "pipx"));
            assertThat(collector.query("select event from overt.quarantine").rows())
                    .containsExactly(List.of("$identify"));
        }
        assertThat(Bytes.filesHolding("planted-secret", folder)).isEmpty();
    }

    @Test
    void openTelemetry_storesWhatIsDeclaredAndNothingElse() throws Exception {
        try (ServedCollector collector = ServedCollector.start(folder.resolve("data"))) {
            SdkLoggerProvider provider = SdkLoggerProvider.builder()
                    .setResource(Resource.getDefault().toBuilder()
                            .put("app.installation.id", INSTALL)
                            .put("host.name", "planted-secret")
                            .build())
                    .addLogRecordProcessor(SimpleLogRecordProcessor.create(OtlpHttpLogRecordExporter.builder()
                            .setEndpoint(host(collector) + "/v1/logs")
                            .addHeader("x-overt-key", collector.writeKey())
                            .setCompression("gzip")
                            .build()))
                    .build();
            provider.get("planted-secret")
                    .logRecordBuilder()
                    .setEventName("cli_first_run")
                    .setAttribute(AttributeKey.stringKey("os"), "Linux")
                    .setAttribute(AttributeKey.stringKey("install_method"), "pipx")
                    .setAttribute(AttributeKey.stringKey("cwd"), "planted-secret")
                    .emit();
            assertThat(provider.shutdown().join(30, TimeUnit.SECONDS).isSuccess())
                    .isTrue();

            assertThat(collector.query(STORED).rows())
                    .containsExactly(List.of(INSTALL.replace("-", ""), "Linux", "pipx"));
        }
        assertThat(Bytes.filesHolding("planted-secret", folder)).isEmpty();
    }

    private static String host(ServedCollector collector) {
        String address = collector.address().toString();
        return address.substring(0, address.length() - 1);
    }
}
