package dev.overt.collector.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.InitRunner;
import dev.overt.collector.insights.InsightsProtocol;
import dev.overt.collector.posthog.PostHogProtocol;
import dev.overt.collector.runmat.RunMatProtocol;
import dev.overt.collector.web.TestLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One address is held to its rate, whichever protocol it speaks. */
final class SenderLimitTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/batch | {'api_key':'KEY','batch':[{'event':'cli_command','properties':{}}]}",
                "/i/v0/e | {'api_key':'KEY','event':'cli_command','properties':{}}",
                "/v2.1/track | {'name':'Event','iKey':'KEY','data':{'baseType':'EventData','baseData':{'name':'cli_command'}}}",
                "/api/telemetry | {'event_label':'install_start','cid':'a'}",
                "/v1/events | {'overt':1,'product':'initrunner','manifest':'sha256:HASH','batch':'BATCH','events':[]}"
            })
    void answer_is429_whenAnAddressHasSentItsEvents(String path, String body) throws IOException {
        byte[] bytes = body.replace('\'', '"')
                .replace("KEY", Receiving.KEY)
                .replace("HASH", "0".repeat(64))
                .replace("BATCH", "019a9f3c-0000-7000-8000-000000000000")
                .getBytes(StandardCharsets.UTF_8);
        String[] headers = {"Authorization", "Bearer " + Receiving.KEY, "Content-Type", "application/json"};
        try (Receiving collector = new Receiving(
                new TestLimits().addressEvents(TestLimits.atOnce(1)).build(),
                InitRunner.manifest(),
                new NativeProtocol(),
                new PostHogProtocol(),
                new InsightsProtocol(),
                new RunMatProtocol())) {
            assertThat(collector.post(path, bytes, headers).statusCode()).isLessThan(300);
            assertThat(collector.post(path, bytes, headers).statusCode()).isEqualTo(429);
        }
    }
}
