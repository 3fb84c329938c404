package dev.overt.collector.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.Collector;
import dev.overt.collector.CollectorOptions;
import dev.overt.collector.EveryType;
import dev.overt.collector.Http;
import dev.overt.collector.InitRunner;
import dev.overt.collector.RunningCollector;
import dev.overt.manifest.Manifest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
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
    private static final String BEN = "aaaaaaaa9a7d4e1f8b6c2d1a0e9f8c7b";

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
    void page_showsWhatWasReported_andWhatWasDropped() {
        start(InitRunner.manifest());
        http.upload(String.join(
                ",",
                Http.command(ADA, 0, "run", true),
                Http.command(ADA, 1, "run", false),
                Http.command(BEN, 1, "doctor", true),
                Http.command(BEN, 20, "ingest", true),
                Http.event("cli_first_run", BEN, 1, "\"install_method\":\"pip\",\"hostname\":\"x\""),
                Http.event("prompt_text", BEN, 1, "\"a\":1")));
        awaitStored();

        String page = text(http.get("/products/initrunner?days=7").body());

        assertThat(page)
                .contains("2 installations", "4 events", "33.3 % of commands failed", "1 event refused")
                .contains("run 2 1 50.0 %")
                .contains("doctor 1 0 0.0 %")
                .doesNotContain("ingest")
                .contains("cli_first_run 1 from 1 installations")
                .contains("Property not declared cli_first_run · hostname 1")
                .contains("Event not declared prompt_text 1")
                .contains("Never sent: spool_full")
                .contains("last event arrived just now");
        assertThat(text(http.get("/products/initrunner?days=30").body())).contains("ingest 1 0 0.0 %");
    }

    @Test
    void pages_areShown_whateverTypesThereAre() {
        start(EveryType.manifest(), InitRunner.manifest());
        String events = Stream.of("command_run", "batch_done", "page_opened")
                .map(event -> "{\"id\":\"" + UUID.randomUUID() + "\",\"event\":\"" + event + "\",\"properties\":"
                        + EVERY_TYPE + "}")
                .collect(Collectors.joining(","));
        http.post(
                "/v1/events",
                collector.products().get(0).writeKey(),
                "{\"overt\":1,\"product\":\"every-type\",\"manifest\":\"sha256:" + "0".repeat(64) + "\",\"batch\":\""
                        + UUID.randomUUID() + "\",\"events\":[" + events + "]}");
        awaitStored();

        for (String path : List.of(
                "/",
                "/products/every-type",
                "/products/every-type?days=7",
                "/products/every-type?days=90&day=" + LocalDate.now(ZoneOffset.UTC),
                "/products/initrunner")) {
            assertThat(http.get(path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(text(http.get("/products/every-type").body()))
                .contains("3 events", "run 1 1 100.0 %", "batch_done 1 from", "page_opened 1 from")
                .contains("Text, list or count over its maximum batch_done · message 1")
                .contains("Value of the wrong kind or out of bounds batch_done · plugins 1")
                .doesNotContain("postgres", "gpt-4o", "never shown");
    }

    @Test
    void page_saysHowToBegin_whereThereIsNoTool() {
        start(EveryType.manifestWithoutTool());

        assertThat(text(http.get("/").body()))
                .contains("Nothing has arrived yet", "open a page or run the installer")
                .doesNotContain("telemetry enable");
    }

    @Test
    void page_spellsOutTheDayAskedFor() {
        start(InitRunner.manifest());
        http.upload(Http.command(ADA, 3, "run", true));
        awaitStored();
        LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(3);

        String page = http.get("/products/initrunner?days=7&day=" + day).body();

        assertThat(page)
                .contains("id=\"readout\">" + Wording.fullDay(day) + ": 1 event from 1 installation (1 cli_command).");
        assertThat(page.split("aria-current=\"date\"")).hasSize(2);
        assertThat(page.split("class=\"day\"")).hasSize(8);
    }

    @Test
    void page_escapesEverything() {
        start(InitRunner.manifestWith("name: InitRunner", "name: \"<b>&\\\"'</b>\""));

        String page = http.get("/").body();

        assertThat(page).doesNotContain("<b>").contains("&lt;b&gt;&amp;");
    }

    @Test
    void page_loadsNothingButTheCollectorsOwn() {
        start(InitRunner.manifest());
        http.upload(Http.command(ADA, 0, "run", false));
        awaitStored();

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
            strings = {"?days=x", "?days=31", "?day=2020-01-01", "?day=%3Cscript%3E", "?days=%zz", "?days=7&days=30"})
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
        "overt.example.org, 403",
        "127.0.0.1.example.org, 403",
        "localhost.example.org:80, 403",
        "10.0.0.1, 403",
        "'localhost\r\nX-Forwarded-For: 203.0.113.7', 403",
    })
    void page_isShownOnlyOnThisMachine(String host, int status) throws IOException {
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
        http.upload(Http.command(ADA, 0, "run", true));
        awaitStored();

        String page = http.get("/").body();

        assertThat(page).contains("href=\"/products/other-tool\"").contains("Other &lt;tool&gt;");
        assertThat(text(page)).contains("InitRunner 1 1 just now").contains("0 0 nothing yet");
        assertThat(http.get("/products/other-tool").statusCode()).isEqualTo(200);
    }

    private void start(Manifest... manifests) {
        collector = Collector.start(new CollectorOptions("127.0.0.1", 0, data, List.of(manifests)));
        http = new Http(collector);
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
