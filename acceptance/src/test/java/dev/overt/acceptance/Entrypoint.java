package dev.overt.acceptance;

import dev.overt.codegen.ContainerEntrypoint;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The entrypoint of OneCLI's container, which sources what Overt generates from its manifest, in a real shell on a volume
 * of its own. Only the volume's place and the collector's address are others than in the example.
 */
final class Entrypoint {
    private static final long TIMEOUT_SECONDS = 60;

    private final Path folder;
    private final List<String> shell;

    /** What every process of this entrypoint has in its environment. */
    private final String mark = "OVERT_TEST=" + UUID.randomUUID();

    /** What comes after the fragment, in place of the product. */
    private String product = "echo booted";

    /** By which namespaces and mounts the shell is started. */
    private List<String> around = List.of();

    /** @param shell {@code dash}, {@code bash} or {@code busybox} */
    Entrypoint(Path folder, String shell, String collector) throws IOException {
        this.folder = folder;
        this.shell = shell.equals("busybox") ? List.of("busybox", "sh") : List.of(shell);
        Files.createDirectories(data());
        Files.writeString(folder.resolve("telemetry.sh"), fragment(collector));
    }

    private String fragment(String collector) throws IOException {
        String yaml = Files.readString(Checkout.ROOT.resolve("examples/onecli/telemetry.yaml"))
                .replace("/app/data", data().toString())
                .replace("https://telemetry.onecli.sh", collector);
        Reading reading = ManifestReader.read("telemetry.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        if (reading instanceof Reading.Accepted accepted) {
            return ContainerEntrypoint.render(accepted.manifest());
        }
        throw new AssertionError(reading.toString());
    }

    Path data() {
        return folder.resolve("data");
    }

    Path preference() {
        return data().resolve("telemetry-preference");
    }

    Path marker() {
        return data().resolve(".onecli-version");
    }

    Entrypoint before(String product) {
        this.product = product;
        return this;
    }

    /** In a namespace of mounts that {@code script} makes, in which it is root. */
    Entrypoint mounting(String script) {
        return around("unshare", "--map-root-user", "--mount", "sh", "-euc", script + "\nexec \"$@\"", "mount");
    }

    Entrypoint around(String... command) {
        around = List.of(command);
        return this;
    }

    /** Begins a start of the container, which the caller waits for. */
    Process begin(String version, Map<String, String> environment) throws IOException {
        String script = "set -eu\n. '" + folder + "/telemetry.sh'\nonecli_telemetry '" + version
                + "' edition=oss auth_mode=local\n" + product + "\n";
        List<String> command = new ArrayList<>(around);
        command.addAll(shell);
        command.addAll(List.of("-c", script));
        ProcessBuilder builder = Run.builder(command, folder, environment);
        builder.environment().put("OVERT_TEST", mark.substring(mark.indexOf('=') + 1));
        return builder.redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("out").toFile()))
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("err").toFile()))
                .start();
    }

    /** Starts the container, waits until the product has run and until nothing of it is left, and gives what it printed. */
    Run start(String version, Map<String, String> environment) throws IOException, InterruptedException {
        int status = boot(version, environment);
        awaitQuiet();
        return new Run(status, take("out"), take("err"));
    }

    Run start(String version) throws IOException, InterruptedException {
        return start(version, Map.of());
    }

    /** Starts the container and waits until the product has run, but not for what is in the background. */
    int boot(String version, Map<String, String> environment) throws IOException, InterruptedException {
        Process process = begin(version, environment);
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the container did not start within " + TIMEOUT_SECONDS + " s");
        }
        return process.exitValue();
    }

    void awaitQuiet() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        // One look may miss a process whose parent has ended meanwhile.
        for (int quiet = 0; quiet < 3; quiet = running().isEmpty() ? quiet + 1 : 0) {
            if (System.nanoTime() > end) {
                throw new AssertionError(running() + " are left");
            }
            Thread.sleep(10);
        }
    }

    /** The ids of all processes that this entrypoint has started and that have not ended. */
    List<String> running() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(each -> each.getFileName().toString().matches("[0-9]+"))
                    .filter(this::isOurs)
                    .map(each -> each.getFileName().toString())
                    .toList();
        }
    }

    private boolean isOurs(Path process) {
        try {
            byte[] environment = Files.readAllBytes(process.resolve("environ"));
            return new String(environment, StandardCharsets.ISO_8859_1).contains(mark);
        } catch (IOException gone) {
            return false;
        }
    }

    private String take(String name) throws IOException {
        Path file = folder.resolve(name);
        String text = Files.readString(file);
        Files.delete(file);
        return text;
    }
}
