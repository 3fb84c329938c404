package dev.overt.collector.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.Collector;
import dev.overt.collector.CollectorOptions;
import dev.overt.collector.InitRunner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages as somebody on another machine reaches them, through a proxy with TLS. */
final class LoginTest {
    private static final Pattern COOKIE = Pattern.compile("(?im)^Set-Cookie: ([^;\\r]*)(.*)$");
    private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([0-9a-f]+)\"");

    @TempDir
    private Path data;

    @SuppressWarnings("NullAway.Init") // every test starts one
    private Collector collector;

    @SuppressWarnings("NullAway.Init")
    private String token;

    @BeforeEach
    void start() throws IOException {
        collector = Collector.start(new CollectorOptions("127.0.0.1", 0, data, List.of(InitRunner.manifest())));
        Matcher admin = Pattern.compile("admin_[0-9a-f]{64}").matcher(Files.readString(data.resolve("keys.json")));
        assertThat(admin.find()).isTrue();
        token = admin.group();
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    @Test
    void login_letsSeeThePages_untilLogout() throws IOException {
        String session = logIn();

        String page = get("/", session);
        assertThat(page).startsWith("HTTP/1.1 200").contains("Log out");
        assertThat(get("/products/initrunner/versions.json", session)).startsWith("HTTP/1.1 200");

        assertThat(post("/logout", session, "form=" + form(page)))
                .startsWith("HTTP/1.1 303")
                .contains("Max-Age=0");
        assertThat(get("/", session)).startsWith("HTTP/1.1 303").contains("Location: /login");
    }

    @Test
    void everyPathOfFigures_isClosed_toWhoeverIsNotLoggedIn() throws IOException {
        for (String path : List.of("/", "/products/initrunner", "/products/nothing")) {
            assertThat(get(path, "overt_session=" + "0".repeat(64))).as(path).startsWith("HTTP/1.1 303");
        }
        assertThat(get("/products/initrunner/versions.csv", "")).startsWith("HTTP/1.1 401");
        assertThat(post("/sql", "", "{\"sql\":\"select 1\"}")).startsWith("HTTP/1.1 401");
    }

    @Test
    void cookie_isKeptFromScriptsAndOtherSites_andOverTlsOnly() throws IOException {
        String answer = enter(token);

        Matcher cookie = COOKIE.matcher(answer);
        assertThat(cookie.find()).isTrue();
        assertThat(cookie.group(2)).contains("HttpOnly", "SameSite=Strict", "Secure", "Path=/");
        assertThat(answer).doesNotContain(token);
    }

    @Test
    void login_isRefused_withAnotherTokenOrAForeignForm() throws IOException {
        assertThat(enter("admin_" + "0".repeat(64))).startsWith("HTTP/1.1 403").doesNotContain("overt_session");
        String cookie = cookie(get("/login", ""));
        assertThat(post("/login", cookie, "form=" + "0".repeat(64) + "&token=" + token))
                .startsWith("HTTP/1.1 403")
                .doesNotContain("overt_session");
        assertThat(post("/login", "", "form=" + cookie.substring(cookie.indexOf('=') + 1) + "&token=" + token))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void logout_isRefused_withoutTheTokenOfItsForm() throws IOException {
        String session = logIn();

        assertThat(post("/logout", session, "form=" + "0".repeat(64))).startsWith("HTTP/1.1 403");
        assertThat(get("/", session)).startsWith("HTTP/1.1 200");
    }

    @Test
    void login_isRefused_afterTooManyAttempts_evenWithTheToken() throws IOException {
        for (int i = 0; i < 5; i++) {
            assertThat(enter("wrong")).startsWith("HTTP/1.1 403");
        }
        assertThat(enter(token)).startsWith("HTTP/1.1 429").doesNotContain("overt_session");
    }

    private String logIn() throws IOException {
        String answer = enter(token);
        assertThat(answer).startsWith("HTTP/1.1 303");
        return cookie(answer);
    }

    private String enter(String sent) throws IOException {
        String page = get("/login", "");
        return post(
                "/login",
                cookie(page),
                "form=" + form(page) + "&token=" + URLEncoder.encode(sent, StandardCharsets.UTF_8));
    }

    private static String cookie(String answer) {
        Matcher cookie = COOKIE.matcher(answer);
        assertThat(cookie.find()).as(answer).isTrue();
        return cookie.group(1);
    }

    private static String form(String page) {
        Matcher form = FORM.matcher(page);
        assertThat(form.find()).as(page).isTrue();
        return form.group(1);
    }

    private String get(String path, String cookie) throws IOException {
        return exchange("GET " + path + " HTTP/1.1\r\n", cookie, "");
    }

    private String post(String path, String cookie, String body) throws IOException {
        return exchange(
                "POST " + path + " HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                        + body.length() + "\r\n",
                cookie,
                body);
    }

    private String exchange(String begin, String cookie, String body) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), collector.address().getPort())) {
            String request = begin + "Host: telemetry.example.org\r\nX-Forwarded-For: 203.0.113.7\r\n"
                    + (cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\n") + "Connection: close\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        }
    }
}
