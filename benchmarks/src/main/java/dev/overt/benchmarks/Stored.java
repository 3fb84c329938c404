package dev.overt.benchmarks;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a collector's store has of what was taken. The admin token of a server comes from the system property {@code
 * admin.NAME}; another server than a collector has none.
 */
final class Stored {
    private static final String LAG = "overt_store_lag_events ";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Stored() {}

    /** Waits until all is stored; of other servers, until all is on the disk. */
    static void await(Served server) throws IOException, InterruptedException {
        String token = System.getProperty("admin." + server.name());
        if (token == null) {
            new ProcessBuilder("sync").start().waitFor(); // what it left to the kernel to write
            return;
        }
        while (lagEvents(server) > 0) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** How many events are taken and not yet stored. */
    static long lagEvents(Served server) throws IOException, InterruptedException {
        String token = System.getProperty("admin." + server.name());
        return ask(server, "/metrics", null, token)
                .body()
                .lines()
                .filter(line -> line.startsWith(LAG))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(LAG.length())))
                .findFirst()
                .orElseThrow(() -> new IOException("the collector's metrics do not say " + LAG));
    }

    private static HttpResponse<String> ask(
            Served server, String path, HttpRequest.@Nullable BodyPublisher body, @Nullable String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.address().resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
        return HTTP.send(
                body == null ? request.build() : request.POST(body).build(), HttpResponse.BodyHandlers.ofString());
    }
}
