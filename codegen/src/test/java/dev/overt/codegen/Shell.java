package dev.overt.codegen;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A shell that people's systems have for {@code sh}, by the command that starts it. */
record Shell(List<String> command) {
    private static final int TIMEOUT_SECONDS = 60;

    /** What a script left: its exit status, and what it printed. */
    record Run(int status, String output) {}

    static List<Shell> all() {
        return List.of(
                of("dash"),
                of("bash"),
                of("bash", "--posix"),
                of("busybox", "ash"),
                of("mksh"),
                of("ksh93"),
                of("zsh"));
    }

    private static Shell of(String... command) {
        return new Shell(List.of(command));
    }

    /** Runs {@code script}, whose name is in {@code folder}, in an environment of its own. */
    Run run(Path folder, String script, Map<String, String> environment) throws IOException, InterruptedException {
        requirePresent(command.get(0));
        Path file = Files.writeString(folder.resolve("script.sh"), script);
        List<String> words = new ArrayList<>(command);
        words.add(file.toString());
        return run(folder, words, environment);
    }

    /** Fails in CI, and leaves the test out elsewhere, where there is no such program. */
    static void requirePresent(String program) {
        boolean present = List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
        if (!present && System.getenv("CI") != null) {
            throw new AssertionError(program + " is not installed; `./overt test` installs it");
        }
        assumeTrue(present, program + " is not installed");
    }

    /** Runs a command; what it prints goes to a file, as processes that it leaves may hold a pipe. */
    static Run run(Path folder, List<String> words, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("shell", ".out");
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(words + " did not end within " + TIMEOUT_SECONDS + " s");
        }
        String printed = new String(Files.readAllBytes(output), StandardCharsets.ISO_8859_1);
        Files.delete(output);
        return new Run(
                process.exitValue(), new String(printed.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return String.join(" ", command);
    }
}
