package dev.overt.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A command in a real terminal (a pty made by {@code script}), with somebody at its keyboard. */
final class Terminal {
    private static final int TIMEOUT_SECONDS = 120;
    /** Ctrl-D at the start of a line: the terminal's end of input. */
    static final String END_OF_INPUT = "\u0004";

    /** Ctrl-C: the terminal sends SIGINT. */
    static final String INTERRUPT = "\u0003";

    private Terminal() {}

    /** Runs {@code command}; types {@code keys} once {@code awaited} has been printed, and never when it is not. */
    static Run run(List<String> command, Path home, Map<String, String> environment, String awaited, String keys) {
        return run(command, home, environment, awaited, keys, 0);
    }

    /** The same by somebody who first thinks for {@code thoughtMillis}. */
    static Run run(
            List<String> command,
            Path home,
            Map<String, String> environment,
            String awaited,
            String keys,
            long thoughtMillis) {
        String line = command.stream().map(Terminal::quote).collect(Collectors.joining(" "));
        try {
            Process process = Run.builder(List.of("script", "-qec", line, "/dev/null"), home, environment)
                    .redirectErrorStream(true)
                    .start();
            String printed = converse(process, awaited, keys, thoughtMillis);
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(line + " did not end within " + TIMEOUT_SECONDS + " s");
            }
            return new Run(process.exitValue(), printed, "");
        } catch (IOException e) {
            throw new AssertionError(line + " could not be run in a terminal", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(line + " was interrupted", e);
        }
    }

    private static String converse(Process process, String awaited, String keys, long thoughtMillis)
            throws IOException, InterruptedException {
        StringBuilder printed = new StringBuilder();
        boolean typed = false;
        try (InputStream screen = process.getInputStream();
                OutputStream keyboard = process.getOutputStream()) {
            byte[] buffer = new byte[4096];
            for (int read = screen.read(buffer); read >= 0; read = screen.read(buffer)) {
                printed.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                if (!typed && printed.indexOf(awaited) >= 0) {
                    typed = true;
                    Thread.sleep(thoughtMillis);
                    keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
                    keyboard.flush();
                }
            }
        }
        return printed.toString().replace("\r", "");
    }

    private static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
