package dev.overt.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A collector in a process of its own that answers at once, so that what it allocates is not counted with a client. */
public final class StandIn implements AutoCloseable {
    final String address;
    private final Process process;

    StandIn() {
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            StandIn.class.getName())
                    .start();
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            address = said.readLine();
        } catch (IOException unstarted) {
            throw new IllegalStateException("the collector's stand-in could not be started", unstarted);
        }
    }

    /** Ends when its standard input does: with the process that started it at the latest. */
    public static void main(String[] arguments) throws IOException {
        try (Network.Server server = Network.UP.open()) {
            System.out.println(server.address());
            while (System.in.read() >= 0) {
                // Nothing is ever said.
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
