package dev.overt.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The collector's pages, rendered and used in a real Chromium. Screenshots: {@code target/screenshots}. */
final class PageTest {
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int INSTALLATIONS = 120;

    @TempDir
    private static Path folder;

    private static ServedCollector collector;
    private static Chromium chromium;
    private static Browser browser;

    @BeforeAll
    static void open() throws Exception {
        collector = ServedCollector.start(
                folder.resolve("data"), Checkout.MANIFEST, Map.of("OVERT_PUBLICATION_EVERY_SECONDS", "2"));
        for (int daysAgo = 0; daysAgo < 28; daysAgo++) {
            upload(daysAgo);
        }
        awaitPublished();
        chromium = new Chromium();
        browser = chromium.browser();
    }

    @AfterAll
    static void close() {
        chromium.close();
        collector.close();
    }

    private static void upload(int daysAgo) throws Exception {
        Random random = new Random(daysAgo);
        List<String> events = new ArrayList<>();
        for (int i = 0; i < INSTALLATIONS; i++) {
            boolean failed = random.nextInt(5) == 0;
            String command =
                    List.of("run", "doctor", "ingest", "new").get((int) (4 * Math.pow(random.nextDouble(), 2)));
            events.add("""
                    {"id":"%s","event":"cli_command","install":"%032x","at_millis":%d,"properties":{"os":"%s",
                    "python_version":"3.12","initrunner_version":"%s","command":"%s","status":"%s","exit_code":%d,
                    %s"duration_bucket":"<1s","is_tty":true,"is_ci":false,"hostname":"x"}}""".formatted(
                            new UUID(random.nextLong(), random.nextLong()),
                            i + 1,
                            Instant.now().minus(daysAgo, ChronoUnit.DAYS).toEpochMilli(),
                            i % 3 == 0 ? "Darwin" : "Linux",
                            i % 2 == 0 ? "2026.8.10" : "2026.7.1",
                            command,
                            failed ? "error" : "ok",
                            failed ? 1 : 0,
                            failed ? "\"error_kind\":\"ValueError\"," : ""));
        }
        String body = "{\"overt\":1,\"product\":\"initrunner\",\"manifest\":\"sha256:" + "0".repeat(64)
                + "\",\"batch\":\"" + UUID.randomUUID() + "\",\"events\":[" + String.join(",", events) + "]}";
        HttpResponse<String> answer = CLIENT.send(
                HttpRequest.newBuilder(address("v1/events"))
                        .header("Authorization", "Bearer " + collector.writeKey())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static URI address(String path) {
        return URI.create(collector.address() + path);
    }

    /** Counting follows storing, and publishing follows counting. */
    private static void awaitPublished() throws IOException, InterruptedException {
        String body = "";
        for (int i = 0;
                i < 600 && !(body.contains("[\"2026.7.1\",60,60,") || body.contains("[\"2026.7.1\",60,null,"));
                i++) {
            TimeUnit.MILLISECONDS.sleep(200);
            body = CLIENT.send(
                            HttpRequest.newBuilder(address("products/initrunner/versions.json"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
        assertThat(body).contains("[\"2026.7.1\",60,");
        awaitRetention();
    }

    /** It is published with the week. */
    private static void awaitRetention() throws IOException, InterruptedException {
        String page = "";
        for (int i = 0; i < 400 && !page.contains(">Retention<"); i++) {
            Thread.sleep(500);
            page = CLIENT.send(HttpRequest.newBuilder(address("")).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
        assertThat(page).contains(">Retention<");
    }

    @Test
    void page_answersQuestions_andStaysByItself_inARealBrowser() {
        List<String> elsewhere = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        try (Page page = browser.newPage()) {
            page.onRequest(request -> {
                if (!request.url().startsWith(collector.address().toString())) {
                    elsewhere.add(request.url());
                }
            });
            page.onConsoleMessage(message -> complaints.add(message.text()));
            page.navigate(collector.address().toString());

            assertThat(page.getByRole(AriaRole.HEADING).first()).containsText("InitRunner");
            for (String heading : List.of("Look at first", "Versions", "Systems", "Commands", "Retention")) {
                assertThat(heading(page, heading)).isVisible();
            }
            assertThat(page.locator("main")).containsText("hostname is sent and not declared");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("4 weeks"))
                    .click();
            assertThat(page.url()).contains("weeks=4");
            page.locator("select[name=version]").selectOption("2026.7.1");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show"))
                    .click();
            assertThat(page.url()).contains("version=2026.7.1");
            assertThat(page.locator("main")).containsText("60");
        }
        assertThat(elsewhere).as("requests that left the origin").isEmpty();
        assertThat(complaints).as("what the browser's console says").isEmpty();
    }

    private static Locator heading(Page page, String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void chart_readsItsWeeksOut_byKeyboard() {
        try (Page page = browser.newPage()) {
            page.navigate(collector.address().toString());
            String last = page.locator("#readout").textContent();
            page.locator(".bars a[aria-current]").focus();
            page.keyboard().press("ArrowLeft");

            assertThat(page.locator("#readout")).not().hasText(last);
            assertThat(page.locator("#readout")).containsText("installations");
            page.locator("summary").first().press("Enter");
            assertThat(page.locator("details table").first()).isVisible();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/, 320, 800, DARK, small-dark",
        "/, 1280, 900, LIGHT, light",
        "/, 1280, 900, DARK, dark",
        "/, 3840, 2160, LIGHT, 4k",
        "/products/initrunner?version=0.0.1, 320, 800, LIGHT, too-little",
        "/p/initrunner, 320, 800, LIGHT, public-small",
        "/p/initrunner, 1280, 900, DARK, public",
        "/login, 320, 800, DARK, login",
    })
    void page_fitsTheScreen_withoutScrollingSideways(
            String path, int width, int height, ColorScheme scheme, String name) {
        try (Page page = browser.newPage(
                new Browser.NewPageOptions().setViewportSize(width, height).setColorScheme(scheme))) {
            page.navigate(address(path.substring(1)).toString());
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(SCREENSHOTS.resolve(name + ".png"))
                    .setFullPage(true));
            Object scrolled = page.evaluate("document.documentElement.scrollWidth");

            assertThat(((Number) scrolled).intValue()).isLessThanOrEqualTo(width);
            assertThat(page.getByRole(AriaRole.MAIN)).isVisible();
        }
    }
}
