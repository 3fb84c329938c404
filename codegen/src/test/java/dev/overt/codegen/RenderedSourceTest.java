package dev.overt.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.client.Telemetry;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Property;
import dev.overt.manifest.Surface;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the Java compiler and the client make of rendered sources. */
final class RenderedSourceTest {
    @TempDir
    Path folder;

    static List<GoldenSource> goldenSources() {
        return GoldenSource.all();
    }

    @ParameterizedTest
    @MethodSource("goldenSources")
    void source_recordsWhatIsDeclared_andNothingElse(GoldenSource golden) throws Exception {
        Path classes = folder.resolve("classes");
        Path home = Files.createDirectory(folder.resolve("home"));
        Recorded recorded;
        try (LocalCollector collector = new LocalCollector()) {
            String source = golden.rendered()
                    .replace("\"" + golden.manifest().delivery().collector() + "\"", "\"" + collector.address() + "\"");
            String className = GoldenSource.PACKAGE + "." + golden.className();
            assertThat(Compilation.of(classes, Map.of(className, source)).complaints())
                    .isEmpty();
            recorded = Recorded.by(golden, classes, home, collector);
        }
        assertThat(recorded.dropped()).isEmpty();
        assertThat(recorded.events().stream().map(RenderedSourceTest::names))
                .containsExactlyInAnyOrderElementsOf(declared(golden.manifest()));
        assertThat(new UploadSchema(golden.manifest()).complaints(recorded.events()))
                .isEmpty();
    }

    static List<Manifest> hugeManifests() {
        return List.of(HugeManifest.of300Events(), HugeManifest.ofOneClass());
    }

    @ParameterizedTest
    @MethodSource("hugeManifests")
    void source_compilesAndInitialises_ofAHugeManifest(Manifest manifest) throws Exception {
        String source = JavaRenderer.render(manifest, GoldenSource.PACKAGE);
        String className = GoldenSource.PACKAGE + "." + JavaRenderer.className(manifest);
        assertThat(Compilation.of(folder, Map.of(className, source)).complaints())
                .isEmpty();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, Telemetry.class.getClassLoader())) {
            Class<?> loaded = Class.forName(className, true, loader);
            Object product = loaded.getMethod("open", String.class).invoke(null, "1");
            Telemetry telemetry = (Telemetry) loaded.getMethod("telemetry").invoke(product);
            assertThat(telemetry.policy().name()).isEqualTo("Huge");
        }
    }

    private static List<String> names(JsonNode event) {
        return Stream.concat(Stream.of(event.get("event").asString()), event.get("properties").propertyNames().stream())
                .toList();
    }

    /** Of each event of the tool its name, then those of its properties. */
    private static List<List<String>> declared(Manifest manifest) {
        return manifest.events(Surface.TOOL).stream()
                .map(event -> Stream.concat(
                                Stream.of(event.name()),
                                manifest.properties(event).stream().map(Property::name))
                        .toList())
                .toList();
    }

    @Test
    void call_compiles_whereAllIsDeclared() throws IOException {
        assertThat(complaints("telemetry.sessionStart(SessionStartMode.BATCH_MODE, Duration.ofSeconds(3), 12);"))
                .isEmpty();
        assertThat(complaints("telemetry.sessionPing();")).isEmpty();
        assertThat(complaints("telemetry.sessionEnd(4, true, \"1.2.3\", null, null, null, null, null);"))
                .isEmpty();
        assertThat(complaints("telemetry.sessionEnd(4, true, \"1.2.3\", new RuntimeException(), false,"
                        + " SessionEndOutcome.OTHER, 3L, 4096L);"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // an event that is not declared
                "telemetry.sessionPause();",
                // a property more, a property less
                "telemetry.sessionPing(\"/home/me\");",
                "telemetry.sessionStart(SessionStartMode.BATCH_MODE, Duration.ofSeconds(3), 12, \"/home/me\");",
                "telemetry.sessionStart(SessionStartMode.BATCH_MODE, Duration.ofSeconds(3));",
                // a value that is not declared
                "telemetry.sessionStart(SessionStartMode.SECRET, Duration.ofSeconds(3), 12);",
                "telemetry.sessionStart(\"batch-mode\", Duration.ofSeconds(3), 12);",
                "telemetry.sessionStart(SessionEndOutcome.DONE, Duration.ofSeconds(3), 12);",
                // a value of another type
                "telemetry.sessionStart(SessionStartMode.BATCH_MODE, 3, 12);",
                "telemetry.sessionStart(SessionStartMode.BATCH_MODE, Duration.ofSeconds(3), \"12\");",
                // the client's own constructors are of no use without the rendered constants
                "telemetry.telemetry().record(SleepWalker3Telemetry.SESSION_PING, \"/home/me\");"
            })
    void call_doesNotCompile_whereSomethingIsNotDeclared(String call) throws IOException {
        assertThat(complaints(call)).isNotEmpty();
    }

    private List<String> complaints(String call) throws IOException {
        GoldenSource golden = GoldenSource.of("calls");
        String caller = """
                package org.example.telemetry;

                import java.time.Duration;
                import org.example.telemetry.SleepWalker3Telemetry.SessionEndOutcome;
                import org.example.telemetry.SleepWalker3Telemetry.SessionStartMode;

                final class Caller {
                    static void call(SleepWalker3Telemetry telemetry) {
                        %s
                    }
                }
                """.formatted(call);
        return Compilation.of(
                        folder,
                        Map.of(
                                "org.example.telemetry.Caller",
                                caller,
                                "org.example.telemetry.SleepWalker3Telemetry",
                                golden.rendered()))
                .complaints();
    }
}
