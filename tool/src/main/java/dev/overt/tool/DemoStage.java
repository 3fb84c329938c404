package dev.overt.tool;

import dev.overt.tool.sample.SampleManifest;
import dev.overt.tool.sample.SampleYear;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The demo's temporary folder and collector process; whatever ends the demo, both are gone afterwards. */
final class DemoStage implements AutoCloseable {
    private static final long SEED = 1;

    private final Path root;
    private final Thread closeOnSignal = new Thread(this::tearDown, "close demo");
    private volatile @Nullable CollectorProcess collector;

    private DemoStage(Path root) {
        this.root = root;
    }

    static DemoStage open() {
        try {
            DemoStage stage = new DemoStage(Files.createTempDirectory("overt-demo-"));
            Runtime.getRuntime().addShutdownHook(stage.closeOnSignal);
            return stage;
        } catch (IOException e) {
            throw new Refusal(
                    "cannot make a temporary folder in " + System.getProperty("java.io.tmpdir")
                            + ". Make it writable, or name another: JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR ./overt demo",
                    e);
        }
    }

    /** Starts it with what a tool that does not exist has reported for a year. */
    CollectorProcess startCollector(int port, Path manifest) throws IOException {
        Path data = folder("collector");
        new SampleYear(SEED, Instant.now()).fill(data.resolve("log"));
        CollectorProcess started = CollectorProcess.start(port, data, List.of(manifest, SampleManifest.write(root)));
        collector = started;
        started.awaitAnnouncement();
        return started;
    }

    Path folder(String name) throws IOException {
        return Files.createDirectories(root.resolve(name));
    }

    @Override
    public void close() {
        tearDown();
        try {
            Runtime.getRuntime().removeShutdownHook(closeOnSignal);
        } catch (IllegalStateException e) {
            // The JVM is already ending: the hook itself is what runs, or has run.
            return;
        }
    }

    private synchronized void tearDown() {
        CollectorProcess running = collector;
        if (running != null) {
            running.stop();
            collector = null;
        }
        if (Files.exists(root)) {
            deleteTree();
        }
    }

    private void deleteTree() {
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("overt: could not remove " + root + ": " + e.getMessage());
        }
    }
}
