package dev.overt.acceptance;

import dev.overt.collector.RunningCollector;
import dev.overt.collector.store.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A collector as an operator runs it: {@code overt serve --json} in a process of its own. */
final class ServedCollector implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("\"address\":\"([^\"]+)\"");
    private static final Pattern WRITE_KEY = Pattern.compile("\"write_key\":\"([^\"]+)\"");

    private final Process process;
    private final Path data;
    private final String announcement;
    private boolean terminating;

    private ServedCollector(Process process, Path data, String announcement) {
        this.process = process;
        this.data = data;
        this.announcement = announcement;
    }

    /** Serves InitRunner's manifest on a free port. */
    static ServedCollector start(Path data) throws IOException {
        return start(data, Checkout.MANIFEST);
    }

    /** Serves {@code manifest} on a free port. */
    static ServedCollector start(Path data, Path manifest) throws IOException {
        return start(data, manifest, Map.of());
    }

    /** Serves {@code manifest} on a free port, with variables that set more. */
    static ServedCollector start(Path data, Path manifest, Map<String, String> environment) throws IOException {
        return serve(data, environment, manifest.toString());
    }

    /** Serves the products of a configuration file on a free port. */
    static ServedCollector configured(Path data, Path configuration) throws IOException {
        return serve(data, Map.of(), "--config", configuration.toString());
    }

    private static ServedCollector serve(Path data, Map<String, String> environment, String... what)
            throws IOException {
        Path errors = data.resolveSibling(data.getFileName() + ".err");
        List<String> command =
                new ArrayList<>(Checkout.overt("serve", "--json", "--port", "0", "--data", data.toString()));
        command.addAll(List.of(what));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        String line = lines.readLine();
        if (line == null) {
            throw new AssertionError("the collector did not start: " + Files.readString(errors));
        }
        return new ServedCollector(process, data, line);
    }

    URI address() {
        return URI.create(find(ADDRESS));
    }

    String writeKey() {
        return find(WRITE_KEY);
    }

    /** The first line that it printed. */
    String announcement() {
        return announcement;
    }

    /** The address with the write key as its user, as a tool's environment takes it. */
    String addressWithKey() {
        return address().toString().replace("://", "://" + writeKey() + "@");
    }

    /** The rows of a statement, over everything acknowledged so far. */
    Table query(String sql) {
        return RunningCollector.find(data)
                .orElseThrow(() -> new AssertionError("no collector runs in " + data))
                .query(sql);
    }

    long count(String sql) {
        Object value = query(sql).rows().get(0).get(0);
        return value instanceof Number number ? number.longValue() : 0;
    }

    /** Ends it as a crash does: SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends it as an operator does, by SIGTERM, and gives the exit status. */
    int terminate() throws InterruptedException {
        if (!terminating) {
            terminateBegin();
        }
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the collector did not end within 60 s of SIGTERM");
        }
        return process.exitValue();
    }

    /** Asks it to end, by SIGTERM. */
    void terminateBegin() {
        terminating = true;
        process.destroy();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private String find(Pattern pattern) {
        Matcher matcher = pattern.matcher(announcement);
        if (!matcher.find()) {
            throw new AssertionError(pattern + " is not in the first line: " + announcement);
        }
        return matcher.group(1);
    }
}
