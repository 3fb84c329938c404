package dev.overt.acceptance;

import dev.overt.codegen.GeneratedFile;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An installer of RunMat's, with what Overt generates from its manifest, in a real shell and a home of its own. Beside the
 * example a variable says where to report, and a request may take longer than a test.
 */
final class Installer {
    static final String COLLECTOR = "RUNMAT_COLLECTOR";
    private static final long TIMEOUT_SECONDS = 120;

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private List<String> around = List.of();

    /** @param collector where to report, with a write key or without */
    Installer(Path folder, String collector) throws IOException {
        this.folder = Files.createDirectories(folder);
        Files.createDirectories(home());
        environment.put(COLLECTOR, collector);
        // Every process of this installer has it.
        environment.put("OVERT_TEST", UUID.randomUUID().toString());
    }

    /** The manifest of the example, of which the collector keeps what it gets. */
    static String manifest() throws IOException {
        return Files.readString(Checkout.ROOT.resolve("examples/runmat/telemetry.yaml"))
                .replaceFirst("retention: \\{.*\\}.*", "retention: {raw: 90d, rollups: forever}")
                .replace("timeout: 3s", "timeout: 30s")
                .replace("    DO_NOT_TRACK:", "    " + COLLECTOR + ": {collector: url}\n    DO_NOT_TRACK:");
    }

    static String fragment() throws IOException {
        Reading reading = ManifestReader.read("telemetry.yaml", manifest().getBytes(StandardCharsets.UTF_8));
        if (reading instanceof Reading.Accepted accepted) {
            Manifest manifest = accepted.manifest();
            return GeneratedFile.INSTALL_SH.of(manifest, Path.of(""), "").text();
        }
        throw new AssertionError(reading.toString());
    }

    Path home() {
        return folder.resolve("home");
    }

    Installer with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Installer around(String... command) {
        around = List.of(command);
        return this;
    }

    /** Begins to run the fragment and then {@code body} in a shell, such as {@code busybox ash}. */
    Process begin(String shell, String body) throws IOException {
        List<String> command = new ArrayList<>(around);
        command.addAll(List.of(shell.split(" ", -1)));
        command.add(Files.writeString(folder.resolve("install.sh"), fragment() + body + "\n")
                .toString());
        return Run.builder(command, home(), environment)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }

    /** Waits for its end, not for what it leaves in the background, and gives its status and what it printed. */
    Run await(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the installer did not end within " + TIMEOUT_SECONDS + " s");
        }
        return new Run(process.exitValue(), Files.readString(folder.resolve("out")), "");
    }

    Run run(String shell, String body) throws IOException, InterruptedException {
        return await(begin(shell, body));
    }

    /** Waits until nothing that it started is left, so that no event can come any more. */
    void awaitQuiet() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (!running().isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(running() + " are left");
            }
            Thread.sleep(20);
        }
    }

    /** The processes that it has started and that have not ended, as {@code /proc} has them. */
    List<Path> running() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(each -> each.getFileName().toString().matches("[0-9]+"))
                    .filter(this::isOurs)
                    .toList();
        }
    }

    private boolean isOurs(Path process) {
        try {
            byte[] variables = Files.readAllBytes(process.resolve("environ"));
            return new String(variables, StandardCharsets.ISO_8859_1)
                    .contains("OVERT_TEST=" + environment.get("OVERT_TEST"));
        } catch (IOException gone) {
            return false;
        }
    }

    /** The id that it reports under, as a collector keeps it. */
    String installId() throws IOException {
        return Files.readString(home().resolve(".runmat/telemetry_id")).strip().replace("-", "");
    }
}
