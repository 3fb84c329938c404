package dev.overt.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A command in a real terminal (a pty made by {@code script}), with somebody at its keyboard. */
final class Terminal {
    private static final int TIMEOUT_SECONDS = 60;
    /** Ctrl-D at the start of a line: the terminal's end of input. */
    static final String END_OF_INPUT = "\u0004";

    /** Ctrl-C: the terminal sends SIGINT. */
    static final String INTERRUPT = "\u0003";

    private Terminal() {}

    /** What somebody does once {@code awaited} has been printed, and never when it is not. */
    record Step(String awaited, Act act) {
        static Step type(String awaited, String keys) {
            return new Step(awaited, (script, keyboard) -> {
                keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
                keyboard.flush();
            });
        }

        /** Closes the terminal with the command still in it. */
        static Step close(String awaited) {
            return new Step(
                    awaited,
                    (script, keyboard) -> new ProcessBuilder("kill", "-KILL", Long.toString(script.pid()))
                            .start()
                            .waitFor());
        }
    }

    /** What is done to the terminal's process or typed on its keyboard. */
    interface Act {
        void accept(Process script, OutputStream keyboard) throws IOException, InterruptedException;
    }

    /** Runs {@code command}; types {@code keys} once {@code awaited} has been printed, and never when it is not. */
    static Run run(List<String> command, Path home, Map<String, String> environment, String awaited, String keys) {
        return run(line(command), home, environment, Step.type(awaited, keys));
    }

    /** The same by somebody who first thinks for {@code thoughtMillis}. */
    static Run run(
            List<String> command,
            Path home,
            Map<String, String> environment,
            String awaited,
            String keys,
            long thoughtMillis) {
        Step typing = Step.type(awaited, keys);
        return run(line(command), home, environment, new Step(awaited, (script, keyboard) -> {
            Thread.sleep(thoughtMillis);
            typing.act().accept(script, keyboard);
        }));
    }

    /** Runs a line of shell while {@code steps} are done, one after the other. */
    static Run run(String line, Path home, Map<String, String> environment, Step... steps) {
        try {
            Process process = Run.builder(List.of("script", "-qec", line, "/dev/null"), home, environment)
                    .redirectErrorStream(true)
                    .start();
            // A command that waits for ever, or was stopped, would keep its terminal open.
            CompletableFuture.delayedExecutor(TIMEOUT_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
            String printed = converse(process, steps);
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(line + " did not end within " + TIMEOUT_SECONDS + " s");
            }
            return new Run(process.exitValue(), printed.replace("\r", ""), "");
        } catch (IOException e) {
            throw new AssertionError(line + " could not be run in a terminal", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(line + " was interrupted", e);
        }
    }

    /** {@code command} as a line of shell. */
    static String line(List<String> command) {
        return command.stream().map(Terminal::quote).collect(Collectors.joining(" "));
    }

    private static String converse(Process script, Step... steps) throws IOException, InterruptedException {
        StringBuilder printed = new StringBuilder();
        int next = 0;
        try (InputStream screen = script.getInputStream();
                OutputStream keyboard = script.getOutputStream()) {
            byte[] buffer = new byte[4096];
            for (int read = screen.read(buffer); read >= 0; read = screen.read(buffer)) {
                printed.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                while (next < steps.length && printed.indexOf(steps[next].awaited()) >= 0) {
                    steps[next++].act().accept(script, keyboard);
                }
            }
        }
        return printed.toString();
    }

    private static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
