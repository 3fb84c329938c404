package dev.overt.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.client.Telemetry;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Java compiler and the client make of rendered sources. */
final class RenderedSourceTest {
    @TempDir
    Path folder;

    static List<GoldenSource> goldenSources() {
        return GoldenSource.all();
    }

    @ParameterizedTest
    @MethodSource("goldenSources")
    void source_compilesAndInitialises(GoldenSource golden) throws Exception {
        String className = GoldenSource.PACKAGE + "." + golden.className();
        assertThat(Compilation.of(folder, Map.of(className, golden.rendered())).complaints())
                .isEmpty();
        ClassLoader parent = Telemetry.class.getClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, parent)) {
            Class<?> loaded = Class.forName(className, true, loader);
            assertThat(loaded.getField("MANIFEST").get(null))
                    .isEqualTo(golden.manifest().hash());
        }
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
