package dev.overt.codegen;

import dev.overt.manifest.Manifest;
import dev.overt.manifest.Variable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run of {@link Recording} would have sent.
 *
 * @param events each as it is sent
 * @param dropped what was dropped, a reason and a count in a line
 */
record Recorded(List<JsonNode> events, String dropped) {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Runs it with the class that was compiled into {@code classes}, in a home directory of its own, whose person has
     * agreed; {@code collector} is where that class sends to.
     */
    static Recorded by(GoldenSource golden, Path classes, Path home, LocalCollector collector) throws Exception {
        agree(golden.manifest(), home);
        Path errors = home.resolve("errors.txt");
        ProcessBuilder process = new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                Recording.class.getName(),
                golden.name());
        process.environment().clear();
        process.environment().putAll(Map.of("HOME", home.toString(), "LC_ALL", "C.UTF-8"));
        process.environment().putAll(debugging(golden.manifest()));
        int exit = process.redirectError(errors.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        String printed = Files.readString(errors);
        if (exit != 0) {
            throw new AssertionError(printed);
        }
        return of(home, printed, collector.events());
    }

    private static void agree(Manifest manifest, Path home) throws IOException {
        String place = Objects.requireNonNull(manifest.consent().state(), "state");
        Path state = home.resolve(place.substring("~/".length()));
        Files.createDirectories(state.getParent());
        Files.writeString(
                state,
                "{\"schema_version\":2,\"install_id\":\"" + "0f".repeat(16)
                        + "\",\"consent\":\"granted\",\"covers\":99}");
    }

    /** A test has no terminal: a tool that needs one prints what it would send, where it has a variable for that. */
    private static Map<String, String> debugging(Manifest manifest) {
        return manifest.consent().environment().stream()
                .filter(variable -> variable instanceof Variable.Debug)
                .filter(variable -> !manifest.consent().withoutTerminal())
                .findFirst()
                .map(variable -> Map.of(variable.name(), "1"))
                .orElse(Map.of());
    }

    private static Recorded of(Path home, String printed, List<JsonNode> sent) throws IOException {
        List<String> lines = new ArrayList<>(printed.lines().toList());
        StringBuilder dropped = new StringBuilder();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (file.toString().endsWith(".open")) {
                    lines.addAll(Files.readAllLines(file));
                } else if (file.endsWith("dropped")) {
                    dropped.append(Files.readString(file));
                }
            }
        }
        List<JsonNode> events = new ArrayList<>(sent);
        lines.stream()
                .filter(line -> line.contains("{\"id\""))
                .map(Recorded::event)
                .forEach(events::add);
        return new Recorded(events, dropped.toString());
    }

    private static JsonNode event(String line) {
        return JSON.readTree(line.substring(line.indexOf("{\"id\"")));
    }
}
