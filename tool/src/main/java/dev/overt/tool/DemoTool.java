package dev.overt.tool;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The example tool as a person runs it: in a terminal, in a home folder of its own. */
final class DemoTool {
    private static final String PROMPT = "[y/N]";

    private final Path jar;
    private final Path home;
    private final CollectorProcess collector;
    private final PrintWriter out;

    DemoTool(Path jar, Path home, CollectorProcess collector, PrintWriter out) {
        this.jar = jar;
        this.home = home;
        this.collector = collector;
        this.out = out;
    }

    /** Runs {@code initrunner arguments}, shows command and output, and answers a question with {@code y}. */
    void run(String arguments) throws IOException, InterruptedException {
        run(Map.of(), arguments);
    }

    /** The same, with more variables in its environment. */
    void run(Map<String, String> environment, String arguments) throws IOException, InterruptedException {
        StringBuilder shown = new StringBuilder("   $ ");
        environment.forEach(
                (name, value) -> shown.append(name).append('=').append(value).append(' '));
        out.println(shown + "initrunner " + arguments);
        out.flush();
        Process process = start(environment, arguments);
        String output = converse(process);
        process.waitFor();
        output.lines().filter(line -> !line.isBlank()).forEach(line -> out.println("     " + line));
        out.println();
        out.flush();
    }

    private Process start(Map<String, String> environment, String arguments) throws IOException {
        String command = quote(Installation.java()) + " -jar " + quote(jar.toString()) + " " + arguments;
        ProcessBuilder builder = new ProcessBuilder("script", "-qec", command, "/dev/null")
                .directory(Files.createDirectories(home.resolve("project")).toFile())
                .redirectErrorStream(true);
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.equals("CI") || name.equals("DO_NOT_TRACK"));
        variables.put("HOME", home.toString());
        variables.put(
                "INITRUNNER_TELEMETRY_COLLECTOR",
                collector.address().replace("://", "://" + collector.writeKey("initrunner") + "@"));
        variables.putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new Refusal(
                    "the demo gives the tool a terminal by the command `script`, which was not found."
                            + " Install it (Debian: apt install bsdutils; Alpine: apk add util-linux-misc)",
                    e);
        }
    }

    /** Reads all that the tool prints, and answers once it has asked. */
    private static String converse(Process process) throws IOException {
        StringBuilder output = new StringBuilder();
        boolean answered = false;
        try (InputStream printed = process.getInputStream();
                OutputStream keyboard = process.getOutputStream()) {
            byte[] buffer = new byte[4096];
            for (int read = printed.read(buffer); read >= 0; read = printed.read(buffer)) {
                output.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                if (!answered && output.indexOf(PROMPT) >= 0) {
                    answered = true;
                    keyboard.write("y\n".getBytes(StandardCharsets.UTF_8));
                    keyboard.flush();
                }
            }
        }
        return output.toString().replace("\r", "");
    }

    private static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
