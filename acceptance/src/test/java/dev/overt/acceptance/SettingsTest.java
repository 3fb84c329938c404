package dev.overt.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of OneCLI's settings in a real Chromium, without a script. Screenshots: {@code target/screenshots}. */
final class SettingsTest {
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    @TempDir
    private Path data;

    private static Chromium chromium;
    private final List<Process> started = new ArrayList<>();

    @BeforeAll
    static void open() {
        chromium = new Chromium();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void toggle_writesThePreference_byTheKeyboardAlone() throws IOException {
        String address = start(Map.of());
        List<String> complaints = new ArrayList<>();
        try (Page page = chromium.browser().newPage(new Browser.NewPageOptions().setJavaScriptEnabled(false))) {
            page.onConsoleMessage(message -> complaints.add(message.text()));
            page.navigate(address);
            Locator toggle =
                    page.getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName("Anonymous Telemetry"));
            assertThat(toggle).isChecked();
            shoot(page, "settings-light.png");

            page.keyboard().press("Tab");
            assertThat(toggle).isFocused();
            page.keyboard().press("Enter");
            assertThat(toggle).not().isChecked();
            assertThat(preference()).hasContent("off");

            toggle.click();
            assertThat(toggle).isChecked();
            assertThat(preference()).hasContent("on");
            assertThat(page.locator("#note")).hasText("A change holds from the next start of the container.");
        }
        assertThat(complaints).as("what the browser's console says").isEmpty();
        assertThat(data).isDirectoryContaining("glob:**/telemetry-preference").isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void toggle_isLocked_whereTheEnvironmentHasDecided() throws Exception {
        String address = start(Map.of("DO_NOT_TRACK", "yes"));
        try (Page page = chromium.browser()
                .newPage(new Browser.NewPageOptions().setViewportSize(320, 700).setColorScheme(ColorScheme.DARK))) {
            page.navigate(address);
            shoot(page, "settings-locked-dark.png");
            Locator toggle = page.getByRole(AriaRole.SWITCH);

            assertThat(toggle).isDisabled();
            assertThat(toggle).not().isChecked();
            assertThat(page.getByRole(AriaRole.NOTE))
                    .hasText(
                            "Telemetry is disabled by the DO_NOT_TRACK environment variable and cannot be changed here.");
            Object width = page.evaluate("document.documentElement.scrollWidth");
            assertThat(((Number) width).intValue()).isLessThanOrEqualTo(320);
        }
        assertThat(post(address, "telemetry=on", address)).isEqualTo(409);
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void page_isOff_whereThePreferenceIsNotUnderstood() throws IOException {
        Files.writeString(preference(), "perhaps");
        try (Page page = chromium.browser().newPage()) {
            page.navigate(start(Map.of()));
            assertThat(page.getByRole(AriaRole.SWITCH)).not().isChecked();
            assertThat(page.getByRole(AriaRole.NOTE)).containsText("cannot be understood");
        }
    }

    @Test
    void page_saysSo_whereTheChoiceCannotBeKept() throws IOException {
        String address = start(Map.of("ONECLI_DATA", data.resolve("nowhere").toString()));
        try (Page page = chromium.browser().newPage()) {
            page.navigate(address);
            page.getByRole(AriaRole.SWITCH).click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("could not be kept");
        }
    }

    @Test
    void choice_ofAnotherSitesPage_isRefused() throws Exception {
        String address = start(Map.of());
        assertThat(post(address, "telemetry=off", "http://elsewhere.example")).isEqualTo(403);
        assertThat(post(address, "telemetry=offoff", address)).isEqualTo(400);
        assertThat(data).isEmptyDirectory();
    }

    private static int post(String address, String body, String origin) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Origin", origin.replace("/settings", ""))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private String start(Map<String, String> environment) throws IOException {
        List<String> command = List.of(Checkout.java(), "-jar", Checkout.ONECLI_JAR.toString());
        ProcessBuilder builder = Run.builder(command, data, Map.of("PORT", "0", "ONECLI_DATA", data.toString()));
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        started.add(process);
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        String line = lines.readLine();
        assertThat(line).startsWith("OneCLI is ready: ");
        return line.substring(line.indexOf("http"));
    }

    private Path preference() {
        return data.resolve("telemetry-preference");
    }

    private static void shoot(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name)).setFullPage(true));
    }
}
