package dev.overt.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.overt.collector.store.Table;
import dev.overt.manifest.Manifest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CollectorTest {
    private static final String INSTALL = "3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b";

    @TempDir
    private Path data;

    @Test
    void sql_seesEverythingThatWasAcknowledged() {
        try (Collector collector = start()) {
            Http http = new Http(collector);
            http.upload(Http.command(INSTALL, 0, "run", true) + "," + Http.command(INSTALL, 0, "run", false));

            Table table = RunningCollector.find(data)
                    .orElseThrow()
                    .query(
                            "select command, status, exit_code, is_tty, error_kind from initrunner.cli_command order by 2");

            assertThat(table.columns()).containsExactly("command", "status", "exit_code", "is_tty", "error_kind");
            assertThat(table.rows())
                    .extracting(Object::toString)
                    .containsExactly("[run, error, 1, true, null]", "[run, ok, 0, true, null]");
        }
    }

    @Test
    void sql_showsListsAndMaps_asJson() {
        try (Collector collector = start(data, EveryType.manifest())) {
            new Http(collector)
                    .post(
                            "/v1/events",
                            collector.products().get(0).writeKey(),
                            "{\"overt\":1,\"product\":\"every-type\",\"manifest\":\"sha256:" + "0".repeat(64)
                                    + "\",\"batch\":\"" + UUID.randomUUID() + "\",\"events\":[{\"id\":\""
                                    + UUID.randomUUID() + "\",\"event\":\"batch_done\",\"properties\":{"
                                    + "\"sources\":[\"duckdb\",\"postgres\"],\"kinds\":{\"view\":2},\"share\":1.005}}]}");

            Table table = RunningCollector.find(data)
                    .orElseThrow()
                    .query("select sources, kinds, share, tags from every_type.batch_done");

            assertThat(table.rows())
                    .extracting(Object::toString)
                    .containsExactly("[[\"postgres\",\"duckdb\"], {\"view\":2}, 1.01, null]");
        }
    }

    @Test
    void sql_storesAResentEventOnce() {
        try (Collector collector = start()) {
            String event = Http.command(INSTALL, 0, "run", true);
            new Http(collector).upload(event);
            new Http(collector).upload(event);

            assertThat(count("select count(*) from initrunner.cli_command")).isEqualTo(1);
        }
    }

    @Test
    void sql_wantsTheAdminToken_andReadsOnly() throws IOException {
        try (Collector collector = start()) {
            Http http = new Http(collector);
            String admin = Keys.read(data.resolve("keys.json")).admin();
            String writeKey = collector.products().get(0).writeKey();

            assertThat(http.post("/admin/sql", writeKey, "{\"sql\":\"select 1\"}")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(http.post("/admin/sql", admin, "{\"sql\":\"select 1 as one\"}")
                            .body())
                    .isEqualTo("{\"columns\":[\"one\"],\"rows\":[[1]]}");
            HttpResponse<String> wrong =
                    http.post("/admin/sql", admin, "{\"sql\":\"drop table initrunner.cli_command\"}");
            assertThat(wrong.statusCode()).isEqualTo(400);
            assertThat(wrong.body()).startsWith("{\"error\":");
            assertThat(http.post("/admin/sql", admin, "{\"sql\":5}").statusCode())
                    .isEqualTo(400);
            assertThat(http.get("/healthz").body()).isEqualTo("{\"status\":\"ok\"}");
        }
    }

    @Test
    void start_keepsKeysAndEvents_fromOneRunToTheNext() {
        List<ServedProduct> first;
        try (Collector collector = start()) {
            first = collector.products();
            new Http(collector).upload(Http.command(INSTALL, 0, "run", true));
        }
        try (Collector collector = start()) {
            assertThat(collector.products()).isEqualTo(first);
            assertThat(first.get(0).writeKey()).matches("wk_[0-9a-f]{32}");
            assertThat(first.get(0).manifestHash()).startsWith("sha256:");
            assertThat(count("select count(*) from initrunner.cli_command")).isEqualTo(1);
        }
    }

    @Test
    void start_makesFilesForTheOwnerOnly_andAnnouncesItselfWhileItRuns() throws IOException {
        try (Collector collector = start()) {
            assertThat(Files.readString(data.resolve("collector.json")))
                    .isEqualTo("{\"address\":\"" + collector.address() + "\"}");
            for (String name : List.of("keys.json", "collector.json")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(name))))
                        .isEqualTo("rw-------");
            }
        }
        assertThat(data.resolve("collector.json")).doesNotExist();
        assertThat(RunningCollector.find(data)).isEmpty();
    }

    @Test
    void start_isRefused_whenThePortIsInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatExceptionOfType(CollectorException.class)
                    .isThrownBy(() -> Collector.start(
                            new CollectorOptions("127.0.0.1", port, data, List.of(InitRunner.manifest()))))
                    .withMessageContaining("cannot listen on 127.0.0.1:" + port)
                    .withMessageContaining("port is in use");
        }
        start().close();
    }

    @Test
    void start_isRefused_whenAnotherCollectorUsesTheFolder() {
        try (Collector first = start()) {
            assertThatExceptionOfType(CollectorException.class)
                    .isThrownBy(this::start)
                    .withMessageContaining("is in use by another collector");
            assertThat(new Http(first).get("/healthz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void start_isRefused_whereEventsMayNotBeKept() {
        Manifest forwarded = EveryType.manifestWith(
                "retention: {raw: 90d, rollups: forever}",
                "destinations: {hook: {type: webhook, url: \"https://hook.example.org\"}}\n"
                        + "retention: {raw: none, rollups: none}");

        assertThatExceptionOfType(CollectorException.class)
                .isThrownBy(() -> start(data, InitRunner.manifest(), forwarded))
                .withMessageContaining("product every-type")
                .withMessageContaining("`retention.raw: none`")
                .withMessageEndingWith(
                        "Write `destinations:` at this product in the file of --config, and under it `hook`"
                                + " with what it needs.");
        assertThat(data.resolve("store.duckdb")).doesNotExist();
    }

    @Test
    void start_isRefused_whenTheFolderCannotBeMade() throws IOException {
        Path file = Files.createFile(data.resolve("file"));

        assertThatExceptionOfType(CollectorException.class)
                .isThrownBy(() -> start(file, InitRunner.manifest()))
                .withMessageContaining("cannot make the data folder");
        assertThatExceptionOfType(CollectorException.class)
                .isThrownBy(() -> start(file.resolve("below"), InitRunner.manifest()))
                .withMessageContaining("cannot make the data folder");
    }

    @Test
    void start_isRefused_forTwoManifestsOfOneProduct_orNone() {
        assertThatExceptionOfType(CollectorException.class)
                .isThrownBy(() -> start(data, InitRunner.manifest(), InitRunner.manifest()))
                .withMessageContaining("two manifests are of the product initrunner");
        assertThatExceptionOfType(CollectorException.class)
                .isThrownBy(() -> start(data))
                .withMessageContaining("there is no manifest");
    }

    @Test
    void start_isRefused_whenKeysOrLogAreDamaged() throws IOException {
        try (Collector collector = start()) {
            for (int i = 0; i < 3; i++) {
                new Http(collector).upload(Http.command(INSTALL, 0, "run", true));
            }
        }
        Path keys = data.resolve("keys.json");
        byte[] whole = Files.readAllBytes(keys);
        Files.write(keys, Arrays.copyOf(whole, 20));
        assertThatExceptionOfType(CollectorException.class)
                .isThrownBy(this::start)
                .withMessageContaining("keys.json is damaged");
        Files.write(keys, whole);

        Path segment;
        try (var files = Files.list(data.resolve("log"))) {
            segment = files.sorted().findFirst().orElseThrow();
        }
        byte[] log = Files.readAllBytes(segment);
        log[120] ^= 1;
        Files.write(segment, log);
        assertThatExceptionOfType(CollectorException.class)
                .isThrownBy(this::start)
                .withMessageContaining("damaged");
    }

    private long count(String sql) {
        Object count = RunningCollector.find(data)
                .orElseThrow()
                .query(sql)
                .rows()
                .get(0)
                .get(0);
        return count instanceof Number number ? number.longValue() : -1;
    }

    private Collector start() {
        return start(data, InitRunner.manifest());
    }

    private static Collector start(Path data, Manifest... manifests) {
        return Collector.start(new CollectorOptions("127.0.0.1", 0, data, List.of(manifests)));
    }
}
