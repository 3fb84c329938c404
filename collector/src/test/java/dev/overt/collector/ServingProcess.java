package dev.overt.collector;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;

/** A collector in a process of its own: says its port and write key, and serves until its input ends. */
final class ServingProcess {
    private ServingProcess() {}

    public static void main(String[] args) throws IOException {
        LoggerFactory.getLogger(ServingProcess.class).trace("says all it can");
        try (Collector collector = Collector.start(
                new CollectorOptions("127.0.0.1", 0, Path.of(args[0]), List.of(InitRunner.manifest())))) {
            System.out.println(collector.address().getPort() + " "
                    + collector.products().get(0).writeKey());
            while (System.in.read() >= 0) {
                // Serves.
            }
        }
    }
}
