package dev.overt.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Clients that post uploads of one to eight events to a collector until it is gone, and keep the ledger. */
final class Load {
    private final Ledger ledger;
    private final URI endpoint;
    private final String writeKey;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    private Load(Ledger ledger, URI endpoint, String writeKey) {
        this.ledger = ledger;
        this.endpoint = endpoint;
        this.writeKey = writeKey;
    }

    static Load start(ServedCollector collector, Ledger ledger, int threads) {
        Load load = new Load(ledger, collector.address().resolve("/v1/events"), collector.writeKey());
        load.resendUnanswered();
        for (int thread = 0; thread < threads; thread++) {
            int size = 1 + thread * 2;
            Thread sender = new Thread(() -> load.postUntilStopped(size), "sender " + thread);
            sender.start();
            load.threads.add(sender);
        }
        return load;
    }

    /** Starts clients against {@code collector} and waits until it has acknowledged {@code events} more, then stops. */
    static void until(int events, ServedCollector collector, Ledger ledger) throws InterruptedException {
        int before = ledger.acknowledged().size();
        Load load = start(collector, ledger, 2);
        while (ledger.acknowledged().size() < before + events) {
            Thread.sleep(10);
        }
        load.stop();
    }

    /** Sends again, with the same ids, all that got no answer before. */
    void resendUnanswered() {
        ledger.unanswered().forEach(this::post);
    }

    private void postUntilStopped(int size) {
        boolean answered = true;
        while (!stopping && answered) {
            List<String> ids = IntStream.range(0, size)
                    .mapToObj(index -> UUID.randomUUID().toString())
                    .toList();
            answered = post(ids);
        }
    }

    private boolean post(List<String> ids) {
        ledger.sending(ids);
        try {
            HttpResponse<String> response = http.send(request(ids), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 200 && accepted(response.body()) == ids.size()) {
                ledger.acknowledged(ids);
                return true;
            }
            if (response.statusCode() == 503) {
                ledger.refused(ids);
                return false;
            }
            throw new AssertionError("answered " + response.statusCode() + " " + response.body());
        } catch (IOException e) {
            ledger.cutOff(ids);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private HttpRequest request(List<String> ids) {
        String events = ids.stream().map(Load::event).collect(Collectors.joining(","));
        String upload = """
                {"overt":1,"product":"initrunner","manifest":"sha256:%s","batch":"%s","events":[%s]}""".formatted("0".repeat(64), UUID.randomUUID(), events);
        return HttpRequest.newBuilder(endpoint)
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + writeKey)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(upload))
                .build();
    }

    private static String event(String id) {
        return """
                {"id":"%s","event":"cli_command","install":"3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b","at_millis":%d,\
                "properties":{"os":"Linux","python_version":"3.12","initrunner_version":"2026.8.10",\
                "command":"run","status":"ok","exit_code":0,"duration_bucket":"<1s","is_tty":true,"is_ci":false}}""".formatted(id, System.currentTimeMillis());
    }

    private static int accepted(String answer) {
        return answer.split("\"result\":\"(accepted|duplicate)\"", -1).length - 1;
    }

    /** Lets the requests under way end and sends no more. */
    void stop() throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            thread.join(60_000);
        }
    }
}
