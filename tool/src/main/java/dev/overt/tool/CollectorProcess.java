package dev.overt.tool;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** {@code overt serve --json} as a process of its own. */
final class CollectorProcess {
    private static final int STOP_TIMEOUT_SECONDS = 15;
    private static final String REFUSAL = "overt: ";

    private final Process process;
    private final Path data;
    private final Path errors;
    private @Nullable String address;
    private final Map<String, String> writeKeys = new HashMap<>();
    private String product = "";

    private CollectorProcess(Process process, Path data, Path errors) {
        this.process = process;
        this.data = data;
        this.errors = errors;
    }

    static CollectorProcess start(int port, Path data, List<Path> manifests) throws IOException {
        Path errors = data.resolveSibling("collector.err");
        List<String> command = new ArrayList<>(List.of(
                Installation.java(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--json",
                "--port",
                Integer.toString(port),
                "--data",
                data.toString()));
        manifests.forEach(manifest -> command.add(manifest.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        // Nobody is protected here by waiting an hour until counts are shown.
        builder.environment().put("OVERT_PUBLICATION_EVERY_SECONDS", "2");
        Process process = builder.start();
        return new CollectorProcess(process, data, errors);
    }

    /**
     * Waits for the first line of its output.
     *
     * @throws Refusal with what it said when it ended instead
     */
    void awaitAnnouncement() throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        String line = lines.readLine();
        if (line == null) {
            throw new Refusal("the collector did not start: " + reason());
        }
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), line)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_STRING) {
                    keep(json.currentName(), json.getString());
                }
            }
        }
    }

    /** The refusal among what it printed on its standard error, or all of that. */
    private String reason() throws IOException {
        String printed = Files.readString(errors).strip();
        return printed.lines()
                .filter(line -> line.startsWith(REFUSAL))
                .map(line -> line.substring(REFUSAL.length()))
                .findFirst()
                .orElse(printed);
    }

    private void keep(String name, String value) {
        if (name.equals("address")) {
            address = value;
        } else if (name.equals("id")) {
            product = value;
        } else if (name.equals("write_key")) {
            writeKeys.put(product, value);
        }
    }

    String address() {
        return announced(address);
    }

    String writeKey(String product) {
        return announced(writeKeys.get(product));
    }

    private static String announced(@Nullable String value) {
        if (value == null) {
            throw new IllegalStateException("the collector has not announced itself");
        }
        return value;
    }

    DataDirectory data() {
        return new DataDirectory(data);
    }

    void waitFor() throws InterruptedException {
        process.waitFor();
    }

    /** Ends it by SIGTERM, and by force if it does not obey in time. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
