package dev.overt.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.overt.manifest.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a collector does with a log and a store that are not as it left them. */
final class StorageTest {
    private static final String INSTALL = "3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b";
    private static final int EVENTS = 40;

    @TempDir
    private Path folder;

    private static Collector start(Path data, Manifest... manifests) {
        return Collector.start(new CollectorOptions("127.0.0.1", 0, data, List.of(manifests)));
    }

    /** A data folder with some events, as a collector leaves it that has stopped. */
    private Path filled(String name) {
        Path data = folder.resolve(name);
        try (Collector collector = start(data, InitRunner.manifest())) {
            for (int i = 0; i < EVENTS; i++) {
                new Http(collector).upload(Http.command(INSTALL, 0, "run", i % 2 == 0));
            }
        }
        return data;
    }

    private static long commands(Path data) {
        return (Long) RunningCollector.find(data)
                .orElseThrow()
                .query("select count(*) from initrunner.cli_command")
                .rows()
                .get(0)
                .get(0);
    }

    private static List<Path> asides(Path data) throws IOException {
        try (var files = Files.list(data)) {
            return files.filter(file -> file.getFileName().toString().startsWith("store.duckdb.unreadable-"))
                    .toList();
        }
    }

    @Test
    void start_buildsTheStoreAnew_whenItCannotBeRead() throws IOException {
        Path whole = filled("whole");
        byte[] store = Files.readAllBytes(whole.resolve("store.duckdb"));
        Map<String, byte[]> damaged = new TreeMap<>();
        damaged.put("garbage", "no database, but a text ".repeat(900).getBytes(StandardCharsets.UTF_8));
        damaged.put("empty", new byte[0]);
        damaged.put("short", Arrays.copyOf(store, 100));
        damaged.put("half", Arrays.copyOf(store, store.length / 2));
        damaged.put("header", flipped(store, 12));
        damaged.put("block", flipped(store, 12 << 10 | 100));
        for (Map.Entry<String, byte[]> how : damaged.entrySet()) {
            Path data = copy(whole, how.getKey());
            Files.write(data.resolve("store.duckdb"), how.getValue());

            try (Collector collector = start(data, InitRunner.manifest())) {
                assertThat(commands(data)).as(how.getKey()).isEqualTo(EVENTS);
                new Http(collector).upload(Http.command(INSTALL, 0, "run", true));
                assertThat(commands(data)).as(how.getKey()).isEqualTo(EVENTS + 1);
            }
            assertThat(asides(data)).as(how.getKey()).hasSize(1);
            assertThat(asides(data).get(0)).hasBinaryContent(how.getValue());
        }
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= 0x55;
        return flipped;
    }

    private Path copy(Path data, String name) throws IOException {
        Path copy = folder.resolve(name);
        try (var files = Files.walk(data)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(data.relativize(file).toString()));
            }
        }
        return copy;
    }

    @Test
    void start_buildsTheStoreAnew_whenWhatACrashLeftBesideItIsDamaged() throws IOException {
        Path data = folder.resolve("data");
        Path crashed;
        try (Collector collector = start(data, InitRunner.manifest())) {
            for (int i = 0; i < EVENTS; i++) {
                new Http(collector).upload(Http.command(INSTALL, 0, "run", true));
            }
            assertThat(commands(data)).isEqualTo(EVENTS);
            crashed = copy(data, "crashed");
        }
        Path changes = crashed.resolve("store.duckdb.wal");
        Files.write(changes, flipped(Files.readAllBytes(changes), (int) Files.size(changes) / 2));

        try (Collector collector = start(crashed, InitRunner.manifest())) {
            assertThat(collector.products()).hasSize(1);
            assertThat(commands(crashed)).isEqualTo(EVENTS);
        }
        assertThat(asides(crashed)).hasSize(2);
    }

    @Test
    void start_isRefused_whenTheStoreIsAheadOfTheLog() throws IOException {
        Path data = filled("data");
        byte[] store = Files.readAllBytes(data.resolve("store.duckdb"));
        try (var segments = Files.list(data.resolve("log"))) {
            for (Path segment : segments.toList()) {
                Files.delete(segment);
            }
        }

        assertThatExceptionOfType(CollectorException.class)
                .isThrownBy(() -> start(data, InitRunner.manifest()))
                .withMessageContaining(data.resolve("store.duckdb") + " goes up to offset ")
                .withMessageContaining(data.resolve("log") + " ends at 0: it was lost, or is older.")
                .withMessageContaining("Restore the log and the store of the same time from a backup.");
        assertThat(data.resolve("store.duckdb")).hasBinaryContent(store);

        Files.move(data.resolve("store.duckdb"), data.resolve("old.duckdb"));
        start(data, InitRunner.manifest()).close();
    }

    @Test
    void start_servesTheOtherProducts_whenAPropertyOfOneHasAnotherType() {
        Path data = folder.resolve("data");
        start(data, InitRunner.manifest(), EveryType.manifest()).close();
        Manifest changed = EveryType.manifestWithMode("{type: boolean}");

        String refusedKey;
        try (Collector collector = start(data, InitRunner.manifest(), EveryType.manifest())) {
            refusedKey = collector.products().get(1).writeKey();
        }
        try (Collector collector = start(data, InitRunner.manifest(), changed)) {
            assertThat(collector.products()).extracting(ServedProduct::id).containsExactly("initrunner");
            Http http = new Http(collector);
            http.upload(Http.command(INSTALL, 0, "run", true));
            assertThat(commands(data)).isEqualTo(1);
            var answer = http.post("/v1/events", refusedKey, batch());
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("3600");
        }
        try (Collector collector = start(data, InitRunner.manifest(), EveryType.manifest())) {
            assertThat(new Http(collector)
                            .post("/v1/events", refusedKey, batch())
                            .statusCode())
                    .isEqualTo(200);
        }
        Path alone = folder.resolve("alone");
        start(alone, EveryType.manifest()).close();
        assertThatExceptionOfType(CollectorException.class)
                .isThrownBy(() -> start(alone, changed))
                .withMessageContaining(
                        "the product every-type cannot be served: property mode of event batch_done was kept"
                                + " as VARCHAR and would now be BOOLEAN. A column keeps its type: give the property another name.");
    }

    private static String batch() {
        return "{\"overt\":1,\"product\":\"every-type\",\"manifest\":\"sha256:" + "0".repeat(64) + "\",\"batch\":\""
                + UUID.randomUUID() + "\",\"events\":[{\"id\":\"" + UUID.randomUUID()
                + "\",\"event\":\"batch_done\",\"properties\":{}}]}";
    }
}
