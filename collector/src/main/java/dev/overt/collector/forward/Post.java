package dev.overt.collector.forward;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Requests to receivers: bounded in time and in the size of the answer, without redirects, over TLS that is verified where
 * the address is {@code https}. Any number of threads.
 */
final class Post {
    static final int MAX_ANSWER_BYTES = 1 << 20;
    private static final Duration MAX_WAIT = Duration.ofHours(1);

    private final Duration timeout;
    private final Clock clock;
    /** Guarded by this. */
    private @Nullable HttpClient client;

    /** @param timeout from the connection to the last byte of the answer */
    Post(Duration timeout, Clock clock) {
        this.timeout = timeout;
        this.clock = clock;
    }

    /** Made when it is first needed, for its classes take long to load. */
    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .proxy(ProxySelector.getDefault())
                    .connectTimeout(timeout)
                    .build();
        }
        return client;
    }

    /** A request of JSON, to be finished and sent. */
    static HttpRequest.Builder json(URI address, byte[] body) {
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("User-Agent", "overt")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    Clock clock() {
        return clock;
    }

    Reply send(HttpRequest request) throws InterruptedException {
        return sendAll(List.of(request)).get(0);
    }

    /** Sends requests at the same time and waits for all their answers. */
    List<Reply> sendAll(List<HttpRequest> requests) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        List<CompletableFuture<HttpResponse<BoundedBody.Read>>> answers = requests.stream()
                .map(request -> client().sendAsync(request, any -> new BoundedBody(MAX_ANSWER_BYTES)))
                .toList();
        try {
            Reply[] replies = new Reply[requests.size()];
            for (int i = 0; i < replies.length; i++) {
                replies[i] = await(answers.get(i), deadline);
            }
            return List.of(replies);
        } finally {
            answers.forEach(answer -> answer.cancel(true)); // nothing is left of one that was not waited for
        }
    }

    private Reply await(CompletableFuture<HttpResponse<BoundedBody.Read>> answer, long deadline)
            throws InterruptedException {
        try {
            HttpResponse<BoundedBody.Read> response = answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            return new Reply(
                    response.statusCode(),
                    response.body().bytes(),
                    response.body().whole(),
                    wait(response.headers().firstValue("Retry-After").orElse("")),
                    "");
        } catch (TimeoutException e) {
            return Reply.none("it did not answer within " + timeout.toSeconds() + " s");
        } catch (ExecutionException e) {
            return Reply.none(reason(e.getCause()));
        }
    }

    private String reason(@Nullable Throwable failure) {
        if (failure instanceof HttpTimeoutException) {
            return "it did not answer within " + timeout.toSeconds() + " s";
        }
        if (failure instanceof SSLException) {
            return "its certificate is not trusted, or it speaks no TLS";
        }
        return failure instanceof ConnectException
                ? "it cannot be connected to"
                : failure instanceof IOException ? "the connection broke" : "the request could not be made";
    }

    /** Seconds or a date (RFC 9110, 10.2.3), at most {@link #MAX_WAIT}; zero for anything else. */
    private Duration wait(String retryAfter) {
        Duration wait = Duration.ZERO;
        if (retryAfter.matches("[0-9]{1,9}")) {
            wait = Duration.ofSeconds(Long.parseLong(retryAfter));
        } else if (!retryAfter.isEmpty()) {
            try {
                Instant until = ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                wait = Duration.between(clock.instant(), until);
            } catch (DateTimeParseException e) {
                return Duration.ZERO;
            }
        }
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wait;
    }
}
