package dev.overt.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The collector's page, rendered and clicked in a real Chromium. Screenshots: {@code target/screenshots}. */
final class PageTest {
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    @TempDir
    private static Path folder;

    private static ServedCollector collector;
    private static Chromium chromium;
    private static Browser browser;

    @BeforeAll
    static void open() throws Exception {
        collector = ServedCollector.start(folder.resolve("data"));
        Load.until(50, collector, new Ledger());
        chromium = new Chromium();
        browser = chromium.browser();
    }

    @AfterAll
    static void close() {
        chromium.close();
        collector.close();
    }

    @Test
    void page_showsWhatArrivedAndAnswersClicks_inARealBrowser() {
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
            assertThat(page.locator("main")).containsText("Installations");
            assertThat(page.locator("main")).containsText("run");
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(SCREENSHOTS.resolve("light.png"))
                    .setFullPage(true));
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("7 days"))
                    .click();
            assertThat(page.url()).contains("days=7");
            assertThat(page.locator("main")).containsText("run");
        }
        assertThat(elsewhere).as("requests that left the origin").isEmpty();
        assertThat(complaints).as("what the browser's console says").isEmpty();
    }

    @Test
    void page_fitsASmallDarkScreen_withoutScrollingSideways() {
        try (Page page = browser.newPage(
                new Browser.NewPageOptions().setViewportSize(320, 800).setColorScheme(ColorScheme.DARK))) {
            page.navigate(collector.address().toString());
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(SCREENSHOTS.resolve("small-dark.png"))
                    .setFullPage(true));
            Object width = page.evaluate("document.documentElement.scrollWidth");

            assertThat(((Number) width).intValue()).isLessThanOrEqualTo(320);
        }
    }
}
