package dev.overt.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a destination that is down costs ingest, and how fast it catches up once it is there: two collectors take turns, one
 * without a destination, one with a webhook at which nobody listens; then somebody does.
 */
public final class Forward {
    private static final int ROUNDS = 5;
    private static final byte[] EVENT = "{\"id\":".getBytes(StandardCharsets.US_ASCII);

    private Forward() {}

    /** Arguments: SLICE_MILLIS EVENTS_A_REQUEST PORT, then the collectors without and with the destination. */
    public static void main(String[] arguments) throws Exception {
        long sliceMillis = Long.parseLong(arguments[0]);
        int size = Integer.parseInt(arguments[1]);
        Served without = Served.of(arguments[3]);
        Served with = Served.of(arguments[4]);
        without.load(size, sliceMillis);
        long sent = requests(with.load(size, sliceMillis));
        List<Double> rates = new ArrayList<>();
        List<Double> ratesWith = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            rates.add(without.load(size, sliceMillis).requestsPerSecond() * size);
            Served.Taken taken = with.load(size, sliceMillis);
            sent += requests(taken);
            ratesWith.add(taken.requestsPerSecond() * size);
        }
        System.out.println("| collector | events/s taken, median of " + ROUNDS + " |\n|---|---|");
        System.out.printf(Locale.ROOT, "| without a destination | %,.0f |%n", median(rates));
        System.out.printf(Locale.ROOT, "| with one that is down | %,.0f |%n", median(ratesWith));
        drain(Integer.parseInt(arguments[2]), sent * size);
    }

    private static long requests(Served.Taken taken) {
        return taken.latencyNanos().length;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0.0);
    }

    /** Listens until as many events have come. */
    private static void drain(int port, long events) throws IOException, InterruptedException {
        AtomicLong received = new AtomicLong();
        AtomicLong firstNanos = new AtomicLong();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            firstNanos.compareAndSet(0, System.nanoTime());
            received.addAndGet(take(exchange));
        });
        long listening = System.nanoTime();
        server.start();
        while (received.get() < events) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        long end = System.nanoTime();
        server.stop(0);
        double seconds = (end - firstNanos.get()) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%n%,d events waited; the first came %.1f s after somebody listened, and then %,.0f a second until the last.%n",
                events,
                (firstNanos.get() - listening) / 1e9,
                events / seconds);
        System.exit(0);
    }

    private static int take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            int count = 0;
            for (int i = 0; i + EVENT.length <= body.length; i++) {
                int same = 0;
                while (same < EVENT.length && body[i + same] == EVENT[same]) {
                    same++;
                }
                count += same == EVENT.length ? 1 : 0;
            }
            return count;
        }
    }
}
