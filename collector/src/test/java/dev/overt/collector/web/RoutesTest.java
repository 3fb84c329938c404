package dev.overt.collector.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RoutesTest {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static WebServer server;

    @BeforeAll
    static void start() throws IOException {
        Routes routes = new Routes()
                .get("/own", saying("own"))
                .get("/own/*", saying("in own"))
                .post("/open", saying("open"))
                .post("/busy", request -> {
                    throw RefusedRequest.retryAfter(7, 429, "too much");
                })
                .post("/broken", request -> {
                    throw new IllegalStateException("a defect");
                })
                .get("/array/*/config", saying("config"))
                .get("/array/*/config.js", saying("config.js"))
                .fromBrowsers("/open")
                .fromBrowsers("/busy")
                .fromBrowsers("/broken")
                .fromBrowsers("/array/*/config");
        server = WebServer.start("127.0.0.1", 0, routes);
    }

    private static Endpoint saying(String text) {
        return request -> Answer.text(200, "text/plain", Map.of(), text);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "own, own",
        "own/, own",
        "own/a, in own",
        "own/%61/, in own",
        "array/phc_1/config, config",
        "array/phc_1/config/, config",
        "array/phc_1/config.js, config.js",
    })
    void path_isAnswered(String path, String body) throws Exception {
        assertThat(send("GET", path).body()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "own/a/b",
                "own/*/b",
                "array/config",
                "array/a/b/config",
                "array/a/configs",
                "array/a/b/config.js",
                "array",
                "xarray/a/config",
                "Own"
            })
    void answer_is404_atAnotherPath(String path) throws Exception {
        assertThat(send("GET", path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"open, 200", "busy, 429", "broken, 500"})
    void answer_mayBeReadByEveryPage_whereTheRouteIsOpen(String path, int status) throws Exception {
        HttpResponse<String> response = send("POST", path, "Origin", "https://example.org");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().allValues("Access-Control-Allow-Origin")).containsExactly("*");
        assertThat(response.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        assertThat(send("GET", path).headers().allValues("Access-Control-Allow-Origin"))
                .containsExactly("*");
    }

    @ParameterizedTest
    @CsvSource({"open, POST", "array/phc_1/config, GET"})
    void preflight_isAnswered_whereTheRouteIsOpen(String path, String methods) throws Exception {
        HttpResponse<String> response = send(
                "OPTIONS",
                path,
                "Origin",
                "https://example.org",
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "authorization,content-type,x-anything");

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().map().keySet())
                .containsExactlyInAnyOrder(
                        "access-control-allow-headers",
                        "access-control-allow-methods",
                        "access-control-allow-origin",
                        "access-control-expose-headers",
                        "access-control-max-age",
                        "x-content-type-options");
        assertThat(response.headers().firstValue("Access-Control-Allow-Methods"))
                .hasValue(methods);
        assertThat(response.headers().firstValue("Access-Control-Allow-Headers"))
                .hasValue("*, Authorization, Content-Type, Content-Encoding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", "own/a", "array/a/config.js", "nowhere"})
    void answer_isForItsOwnPagesOnly_elsewhere(String path) throws Exception {
        for (String method : new String[] {"GET", "POST", "OPTIONS"}) {
            assertThat(send(method, path, "Origin", "https://example.org")
                            .headers()
                            .map()
                            .keySet())
                    .noneMatch(name -> name.startsWith("access-control"));
        }
    }

    @Test
    void answer_is405_andNamesTheMethods() throws Exception {
        HttpResponse<String> response = send("DELETE", "open");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("POST");
        assertThat(send("OPTIONS", "own").statusCode()).isEqualTo(405);
    }

    private static HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
