package dev.overt.collector.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 2xx means durable. */
final class DurabilityTest {
    private Receiving collector;
    private byte[] upload;

    @BeforeEach
    void start() throws IOException {
        collector = new Receiving();
        upload = Files.readAllBytes(Path.of("../protocol/golden/upload.json"));
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    @Test
    void answer_is503_whenTheLogFails() {
        collector.log.failAppends(Integer.MAX_VALUE);

        HttpResponse<String> response = collector.upload(upload);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("30");
        assertThat(response.body()).doesNotContain("accepted").doesNotContain("made to fail");
    }

    @Test
    void batch_is503_whenTheLogFails() {
        collector.log.failAppends(Integer.MAX_VALUE);

        HttpResponse<String> response =
                collector.batch("{\"api_key\":\"" + Receiving.KEY + "\",\"batch\":[{\"event\":\"cli_command\"}]}");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).doesNotContain("Ok");
    }

    @Test
    void answer_isWithheld_untilTheLogHasTakenTheEvents() throws Exception {
        collector.log.hold();
        CompletableFuture<HttpResponse<String>> response = send();

        collector.log.awaitHeld();

        assertThat(response).isNotDone();
        assertThat(collector.log.entries()).isEmpty();
        collector.log.release();
        assertThat(response.get().statusCode()).isEqualTo(200);
        assertThat(collector.log.entries()).hasSize(3);
    }

    @Test
    void stop_answersWhatWasBegun() throws Exception {
        collector.log.hold();
        CompletableFuture<HttpResponse<String>> response = send();
        collector.log.awaitHeld();

        Thread stopping = new Thread(collector.server::close);
        stopping.start();
        collector.log.release();
        stopping.join();

        assertThat(response.get().statusCode()).isEqualTo(200);
    }

    private CompletableFuture<HttpResponse<String>> send() {
        HttpRequest request = collector
                .request("/v1/events")
                .header("Authorization", "Bearer " + Receiving.KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(upload))
                .build();
        return collector.client().sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }
}
