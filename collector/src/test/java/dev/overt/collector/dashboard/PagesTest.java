package dev.overt.collector.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.Collector;
import dev.overt.collector.CollectorOptions;
import dev.overt.collector.EveryType;
import dev.overt.collector.Http;
import dev.overt.collector.InitRunner;
import dev.overt.collector.RunningCollector;
import dev.overt.collector.publication.CountedStore;
import dev.overt.manifest.Manifest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PagesTest {
    private static final String ADA = "3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b";

    private static final String EVERY_TYPE = """
            {"os":"linux","arch":"amd64","session":"%1$s","release":"v1.2.3","command":"run","outcome":"error",
            "exit_code":1,"duration":"<1s","error":"IOException","terminal":true,"mode":"fast","retried":true,"size":5,
            "share":0.5,"bytes":"<1KB","driver":"1.2.3","target":"linux-x86_64","method":"brew","failure":"IOException",
            "model":"gpt-4o","project":"%1$s","sources":["postgres"],"plugins":["a","never shown"],"kinds":{"table":1},
            "tags":{"x":1},"message":"never shown, for it is too long","statement":"select ?","page":"docs"}
            """.formatted(ADA);

    @TempDir
    private Path data;

    @SuppressWarnings("NullAway.Init") // every test starts one
    private Collector collector;

    @SuppressWarnings("NullAway.Init")
    private Http http;

    @AfterEach
    void stop() {
        collector.close();
    }

    @Test
    void page_saysHowToBegin_whenNothingHasArrived() {
        start(InitRunner.manifest());

        String page = http.get("/").body();

        assertThat(page)
                .contains("Nothing has arrived yet")
                .contains("export INITRUNNER_TELEMETRY_COLLECTOR=http://"
                        + collector.products().get(0).writeKey() + "@127.0.0.1:"
                        + collector.address().getPort() + "/")
                .contains("initrunner telemetry upload")
                .contains(InitRunner.manifest().hash());
    }

    @Test
    void page_saysThatItIsTooLittle_whenFewHaveReported() {
        start(InitRunner.manifest());
        http.upload(Http.command(ADA, 0, "run", true));
        awaitCounted();

        String page = text(http.get("/").body());

        assertThat(page).contains("Too little to show").doesNotContain("Nothing has arrived yet", "run");
    }

    @Test
    void page_answersAMaintainersQuestions_ofWhatIsPublished() {
        fill();
        start(InitRunner.manifest());
        awaitPublished();

        String page = text(http.get("/products/initrunner?weeks=4").body());

        assertThat(page)
                .contains("110 installations in the last week", "Look at first")
                .contains("cli_command · hostname is sent and not declared, 30 times")
                .contains("run 330", "doctor 90")
                .contains("2.1 75", "2.0 35", "Linux 110")
                .contains("Property not declared cli_command · hostname 30")
                .doesNotContain("ingest");
        assertThat(text(http.get("/products/initrunner?weeks=4&version=2.0").body()))
                .contains("35 installations in the last week");
        assertThat(text(http.get("/products/initrunner?version=0.1").body())).contains("Too little to show");
    }

    @Test
    void answers_areTheSame_asJsonAndCsv() {
        fill();
        start(InitRunner.manifest());
        awaitPublished();

        assertThat(http.get("/products/initrunner/versions.json?weeks=4").body())
                .startsWith("{\"question\":\"versions\",\"columns\":[\"Version\",")
                .contains("[\"2.1\",75,75,");
        assertThat(http.get("/products/initrunner/versions.csv?weeks=4").body())
                .startsWith("\"Version\",\"Installations\",\"Week before\",\"Events\"\r\n\"2.1\",75,75,");
        for (String path : List.of("versions", "versions.xml", "nothing.csv", ".json")) {
            assertThat(http.get("/products/initrunner/" + path).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    @Test
    void sql_ofViewers_seesWhatIsPublished_andNothingElse() {
        fill();
        start(InitRunner.manifest());
        awaitPublished();

        assertThat(http.post("/sql", "", "{\"sql\":\"select max(installs) from days\"}")
                        .body())
                .isEqualTo("{\"columns\":[\"max(installs)\"],\"rows\":[[110]]}");
        for (String table : List.of("overt.counts", "initrunner.cli_command", "overt.drops")) {
            assertThat(http.post("/sql", "", "{\"sql\":\"select * from " + table + "\"}")
                            .statusCode())
                    .as(table)
                    .isEqualTo(400);
        }
    }

    @Test
    void publicPage_showsTheManifestAndCounts_toEverybody() throws IOException {
        fill();
        start(InitRunner.manifest());
        awaitPublished();

        assertThat(status("/p/initrunner", "telemetry.example.org")).isEqualTo(200);
        assertThat(status("/.well-known/telemetry.json", "telemetry.example.org"))
                .isEqualTo(200);
        String page = text(http.get("/p/initrunner").body());
        assertThat(page)
                .contains(
                        "cli_command",
                        "initrunner telemetry delete",
                        "90 days",
                        InitRunner.manifest().hash())
                .contains("2.1 75")
                .doesNotContain("is sent and not declared", "doctor 90");
        assertThat(http.get("/.well-known/telemetry.json").body())
                .contains(
                        "\"id\":\"initrunner\"",
                        "\"page\":\"/p/initrunner\"",
                        InitRunner.manifest().hash());
    }

    @Test
    void pages_areShown_whateverTypesThereAre() {
        start(EveryType.manifest(), InitRunner.manifest());
        String events = Stream.of("command_run", "batch_done", "page_opened")
                .map(event -> "{\"id\":\"" + UUID.randomUUID() + "\",\"event\":\"" + event + "\",\"properties\":"
                        + EVERY_TYPE + "}")
                .collect(Collectors.joining(","));
        for (int i = 0; i < 15; i++) {
            http.post(
                    "/v1/events",
                    collector.products().get(0).writeKey(),
                    "{\"overt\":1,\"product\":\"every-type\",\"manifest\":\"sha256:" + "0".repeat(64)
                            + "\",\"batch\":\"" + UUID.randomUUID() + "\",\"events\":["
                            + events.replaceAll("(?<=\"id\":\".{34})..", i + 10 + "") + "]}");
        }
        awaitStored();

        for (String path : List.of(
                "/",
                "/products/every-type",
                "/products/every-type?weeks=52",
                "/products/every-type?weeks=4&os=linux",
                "/p/every-type",
                "/products/initrunner")) {
            assertThat(http.get(path).statusCode()).as(path).isEqualTo(200);
            assertThat(text(http.get(path).body())).doesNotContain("postgres", "gpt-4o", "never shown");
        }
    }

    @Test
    void page_saysHowToBegin_whereThereIsNoTool() {
        start(EveryType.manifestWithoutTool());

        assertThat(text(http.get("/").body()))
                .contains("Nothing has arrived yet", "open a page or run the installer")
                .doesNotContain("telemetry enable");
    }

    @Test
    void page_escapesEverything() {
        start(InitRunner.manifestWith("name: InitRunner", "name: \"<b>&\\\"'</b>\""));

        String page = http.get("/").body();

        assertThat(page).doesNotContain("<b>").contains("&lt;b&gt;&amp;");
    }

    @Test
    void page_loadsNothingButTheCollectorsOwn() {
        fill();
        start(InitRunner.manifest());
        awaitPublished();

        HttpResponse<String> response = http.get("/");

        assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "style-src 'self'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(response.body())
                .doesNotContainPattern("(?i)\\son[a-z]+=")
                .doesNotContainPattern("(?i)\\sstyle=")
                .doesNotContainPattern("<script(?! src=\"/assets/)")
                .doesNotContainPattern("(?:src|href)=\"(?:https?:)?//");
    }

    @ParameterizedTest
    @CsvSource({"overt.css, text/css", "overt.js, text/javascript", "overt.svg, image/svg+xml"})
    void asset_isServedWithItsType(String name, String type) {
        start(InitRunner.manifest());

        HttpResponse<String> response = http.get("/assets/" + name);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../overt.css",
                "/assets/missing.css",
                "/products/",
                "/products/ktx",
                "/products/initrunner/more",
                "/assets/",
                "/index.html"
            })
    void answer_is404_forWhatIsNotThere(String path) {
        start(InitRunner.manifest());

        assertThat(http.get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"?weeks=x", "?weeks=31", "?os=%3Cscript%3E", "?version=%27", "?weeks=%zz", "?weeks=4&weeks=13"})
    void page_isTheUsualOne_forAStrangeQuery(String query) throws IOException {
        start(InitRunner.manifest());

        assertThat(status("/products/initrunner" + query, "localhost")).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 200",
        "127.0.0.1:8417, 200",
        "localhost, 200",
        "localhost:8417, 200",
        "[::1]:8417, 200",
        "overt.example.org, 303",
        "127.0.0.1.example.org, 303",
        "localhost.example.org:80, 303",
        "10.0.0.1, 303",
        "'localhost\r\nX-Forwarded-For: 203.0.113.7', 303",
    })
    void page_isShownWithoutLogin_onlyOnThisMachine(String host, int status) throws IOException {
        start(InitRunner.manifest());

        assertThat(status("/", host)).isEqualTo(status);
        assertThat(status("/products/initrunner", host)).isEqualTo(status);
    }

    @Test
    void front_listsTheProducts_whenThereAreSeveral() {
        start(
                InitRunner.manifest(),
                InitRunner.manifestWith(
                        "{id: initrunner, name: InitRunner,", "{id: other-tool, name: \"Other <tool>\","));

        String page = http.get("/").body();

        assertThat(page).contains("href=\"/products/other-tool\"").contains("Other &lt;tool&gt;");
        assertThat(text(page)).contains("InitRunner – –", "Other &lt;tool&gt; – –");
        assertThat(http.get("/products/other-tool").statusCode()).isEqualTo(200);
    }

    private void start(Manifest... manifests) {
        collector = Collector.start(new CollectorOptions("127.0.0.1", 0, data, List.of(manifests)));
        http = new Http(collector);
    }

    /** Three weeks of 110 installations, the last of them over. */
    private void fill() {
        LocalDate monday = LocalDate.now(ZoneOffset.UTC).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        try (CountedStore store = new CountedStore(data.resolve("store.duckdb").toString())) {
            for (int week = 1; week <= 3; week++) {
                LocalDate day = monday.minusWeeks(week).plusDays(1);
                for (int i = 0; i < 110; i++) {
                    String version = i < 75 ? "2.1" : "2.0";
                    store.add("initrunner", day, "i" + i, "cli_command", version, "Linux", command("run", i % 4 == 0));
                    if (i % 4 == 0) {
                        store.add(
                                "initrunner", day, "i" + i, "cli_command", version, "Linux", command("doctor", false));
                    }
                    if (i % 5 == 0) {
                        store.add("initrunner", day, "i" + i, "cli_command", version, "Linux", command("chat", false));
                    }
                }
                store.add("initrunner", day, "i1", "cli_command", "2.0", "Linux", command("ingest", true));
            }
            store.drop("initrunner", monday.minusDays(2), "cli_command", "hostname", "undeclared_property", 31, 12);
            store.count();
        }
    }

    private static Map<String, String> command(String command, boolean failed) {
        return Map.of("command", command, "status", failed ? "error" : "ok", "duration_bucket", "<1s");
    }

    private void awaitPublished() {
        awaitBody("/products/initrunner/installations.json?weeks=4", body -> body.contains("110"));
    }

    /** The counts follow what is stored. */
    private void awaitCounted() {
        awaitBody("/products/initrunner", body -> !body.contains("Nothing has arrived yet"));
    }

    private void awaitBody(String path, Predicate<String> expected) {
        for (int i = 0; i < 250 && !expected.test(http.get(path).body()); i++) {
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        assertThat(http.get(path).body()).matches(expected);
    }

    /** The statement waits until all that was acknowledged is stored. */
    private void awaitStored() {
        RunningCollector.find(data).orElseThrow().query("select 1");
    }

    private static String text(String page) {
        return Pattern.compile("<[^>]*>").matcher(page).replaceAll(" ").replaceAll("\\s+", " ");
    }

    private int status(String path, String host) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), collector.address().getPort())) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return Integer.parseInt(answer.toString(StandardCharsets.UTF_8).split(" ", 3)[1]);
        }
    }
}
