package dev.overt.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How much longer a command takes because it reports, from start to exit, in each state of the network.
 *
 * <p>Every round runs the program without telemetry, with Overt, and in some rounds with a peer, one after the
 * other, so that the machine's noise falls on all alike. Run it by {@code benchmarks/exit-cost}, which gives it the
 * terminal that the example asks for.
 */
public final class ExitCost {
    private static final String WITHOUT = "dev.overt.examples.initrunner.WithoutTelemetry";
    private static final String OVERT = "dev.overt.examples.initrunner.InitRunner";
    private static final String PEER = "dev.overt.examples.initrunner.WithPosthog";
    private static final int PEER_TIMEOUT_SECONDS = 100;

    private final int rounds;
    private final int peerRounds;
    private final PrintStream results;
    private final Path home = Files.createTempDirectory("exit-cost-");

    private ExitCost(int rounds, int peerRounds, PrintStream results) throws IOException {
        this.rounds = rounds;
        this.peerRounds = peerRounds;
        this.results = results;
    }

    /** Arguments: rounds, rounds of the peer, file for the results. */
    public static void main(String[] arguments) throws Exception {
        try (PrintStream results = new PrintStream(arguments[2])) {
            new ExitCost(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), results).run();
        }
    }

    private void run() throws Exception {
        results.printf(
                "java %s, %d paired rounds, %d of them with posthog-java; milliseconds from start to exit%n%n",
                Runtime.version(), rounds, peerRounds);
        results.println(
                "| network | without: median | Overt adds: median, p90 | first run of an hour adds | posthog-java adds: median |");
        results.println("|---|---|---|---|---|");
        for (Network network : Network.values()) {
            try (Network.Server server = network.open()) {
                measure(network, server.address());
            }
        }
    }

    private void measure(Network network, String address) throws Exception {
        Map<String, String> environment = Map.of(
                "HOME", home.toString(),
                "INITRUNNER_TELEMETRY_COLLECTOR", address.replace("://", "://key@"),
                "POSTHOG_HOST", address);
        String role = Files.writeString(home.resolve("bench.role"), "role: bench\n- answer\n")
                .toString();
        time(OVERT, environment, "telemetry", "enable");
        time(OVERT, environment, "run", role);
        List<Double> without = new ArrayList<>();
        List<Double> overt = new ArrayList<>();
        List<Double> uploading = new ArrayList<>();
        List<Double> peer = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            double baseline = time(WITHOUT, environment, "run", role);
            without.add(baseline);
            overt.add(time(OVERT, environment, "run", role) - baseline);
            if (round < peerRounds) {
                Files.deleteIfExists(home.resolve(".initrunner/telemetry-spool/last-upload"));
                uploading.add(time(OVERT, environment, "run", role) - baseline);
                peer.add(time(PEER, environment, "run", role) - baseline);
            }
        }
        results.printf(
                "| %s | %.0f | %+.1f, %+.1f | %+.0f | %+.0f |%n",
                network.words(),
                quantile(without, 0.5),
                quantile(overt, 0.5),
                quantile(overt, 0.9),
                quantile(uploading, 0.5),
                quantile(peer, 0.5));
        results.flush();
    }

    private double time(String main, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(environment);
        builder.environment().keySet().removeAll(List.of("CI", "DO_NOT_TRACK"));
        long start = System.nanoTime();
        Process process = builder.start();
        if (!process.waitFor(PEER_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static double quantile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty()
                ? Double.NaN
                : sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * (sorted.size() - 1))));
    }
}
