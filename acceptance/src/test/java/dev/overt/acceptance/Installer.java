package dev.overt.acceptance;

import dev.overt.codegen.GeneratedFile;
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

/** An installer with what is generated for RunMat's example, in a home of its own; every process of it can be found. */
final class Installer {
    private static final Path MANIFEST = Checkout.ROOT.resolve("examples/runmat/telemetry.yaml");
    private static final int TIMEOUT_SECONDS = 60;
    /** What the generated script calls; not what sends. */
    private static final List<String> PROGRAMS =
            List.of("dd", "ln", "mkdir", "mktemp", "mv", "od", "rm", "sed", "sh", "sleep", "tr", "uname");

    private final Path folder;
    private final String fragment;
    private final Map<String, String> environment = new HashMap<>();
    private List<String> around = List.of();

    /** @param collector where it reports, with a write key or without */
    Installer(Path folder, String collector) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.fragment = fragment(collector);
        Files.createDirectories(home());
        environment.put("OVERT_TEST", UUID.randomUUID().toString());
    }

    private static String fragment(String collector) throws IOException {
        String manifest = Files.readString(MANIFEST).replace("https://runmat.org/api/telemetry", collector);
        Reading reading = ManifestReader.read("telemetry.yaml", manifest.getBytes(StandardCharsets.UTF_8));
        if (reading instanceof Reading.Accepted accepted) {
            return GeneratedFile.INSTALL_SH
                    .of(accepted.manifest(), Path.of(""), "")
                    .text();
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

    /** It finds {@code program} to send by, and no other: {@code curl}, {@code wget}, {@code busybox} or {@code none}. */
    Installer sendingBy(String program) throws IOException {
        Path programs = Files.createDirectories(folder.resolve("programs"));
        for (String each : PROGRAMS) {
            Files.createSymbolicLink(programs.resolve(each), find(each));
        }
        if (!program.equals("none")) {
            String name = program.equals("busybox") ? "wget" : program;
            Files.createSymbolicLink(programs.resolve(name), find(program));
        }
        return with("PATH", programs.toString());
    }

    private static Path find(String program) {
        for (String each : System.getenv("PATH").split(":", -1)) {
            if (Files.isExecutable(Path.of(each, program))) {
                return Path.of(each, program);
            }
        }
        throw new AssertionError(program + " is not installed; `./overt test` installs it");
    }

    Installer around(String... command) {
        around = List.of(command);
        return this;
    }

    /** Begins to run the generated script and then {@code body} in a shell, such as {@code busybox ash}. */
    Process begin(String shell, String body) throws IOException {
        List<String> command = new ArrayList<>(around);
        List<String> words = List.of(shell.split(" ", -1));
        command.add(find(words.get(0)).toString());
        command.addAll(words.subList(1, words.size()));
        command.add(Files.writeString(script(), fragment + body).toString());
        return Run.builder(command, home(), environment)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }

    Path script() {
        return folder.resolve("install.sh");
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

    /** Waits until nothing that it started is left, so that no event can come any more. A sleep of nobody sends none. */
    void awaitQuiet() throws IOException, InterruptedException {
        for (int i = 0; commandLines().stream().anyMatch(each -> !each.startsWith("sleep ")); i++) {
            if (i > TIMEOUT_SECONDS * 50) {
                throw new AssertionError(commandLines() + " are left");
            }
            Thread.sleep(20);
        }
    }

    /** The id that it reports under. */
    String installId() throws IOException {
        return Files.readString(home().resolve(".runmat/telemetry_id")).strip().replace("-", "");
    }

    /** Of the processes that it has started and that have not ended: the words by which each was called. */
    List<String> commandLines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path each : running()) {
            try {
                lines.add(Files.readString(each.resolve("cmdline")).replace('\0', ' '));
            } catch (IOException ended) {
                // It is no more.
            }
        }
        return lines;
    }

    private List<Path> running() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(each -> each.getFileName().toString().matches("[0-9]+"))
                    .filter(this::isOurs)
                    .toList();
        }
    }

    private boolean isOurs(Path process) {
        try {
            return Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1)
                    .contains("OVERT_TEST=" + environment.get("OVERT_TEST"));
        } catch (IOException ended) {
            return false;
        }
    }
}
