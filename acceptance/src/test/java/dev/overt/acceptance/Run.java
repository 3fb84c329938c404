package dev.overt.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a command left when it ended: its exit status and all it printed. */
record Run(int status, String out, String err) {
    private static final int TIMEOUT_SECONDS = 120;

    /** Runs {@code command} without a terminal, in an environment with nothing in it that bears on consent. */
    static Run of(List<String> command, Path home, Map<String, String> environment) {
        try {
            Path out = Files.createTempFile("run", ".out");
            Path err = Files.createTempFile("run", ".err");
            Process process = builder(command, home, environment)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end within " + TIMEOUT_SECONDS + " s");
            }
            return new Run(process.exitValue(), take(out), take(err));
        } catch (IOException e) {
            throw new AssertionError(command + " could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(command + " was interrupted", e);
        }
    }

    static ProcessBuilder builder(List<String> command, Path home, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
        Map<String, String> kept = new HashMap<>();
        kept.put("PATH", System.getenv("PATH"));
        kept.put("LANG", "C.UTF-8");
        kept.put("HOME", home.toString());
        kept.putAll(environment);
        builder.environment().clear();
        builder.environment().putAll(kept);
        return builder;
    }

    private static String take(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        Files.delete(file);
        return text;
    }
}
