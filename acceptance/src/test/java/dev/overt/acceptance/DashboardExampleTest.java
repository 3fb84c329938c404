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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard of the example, as a person starts and uses it. Screenshots: {@code target/screenshots}. */
final class DashboardExampleTest {
    private static final Pattern ADDRESS = Pattern.compile("http://localhost:\\d+/");
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final Path AXE = Checkout.ROOT.resolve("acceptance/src/test/node/node_modules/axe-core/axe.min.js");
    private static final String CHECK =
            "() => axe.run().then(found => found.violations.map(each => each.id + ': ' + each.help))";

    @TempDir
    private static Path folder;

    private static Chromium chromium;
    private static ServedCollector collector;

    @BeforeAll
    static void open() throws Exception {
        chromium = new Chromium();
        collector = ServedCollector.start(folder.resolve("data"));
        Files.writeString(folder.resolve("greeter.role"), "role: greeter\n- read the <request>\n- answer it\n");
        Files.writeString(folder.resolve("broken.role"), "nonsense\n");
    }

    @AfterAll
    static void close() {
        collector.close();
        chromium.close();
    }

    @Test
    void dashboard_asksOnce_andReportsItsPages_toThoseWhoAgree() throws Exception {
        List<String> complaints = new ArrayList<>();
        try (Dashboard dashboard = new Dashboard(Map.of("INITRUNNER_TELEMETRY_COLLECTOR", collector.addressWithKey()));
                Page page = chromium.browser().newPage()) {
            page.onConsoleMessage(message -> complaints.add(message.text()));
            page.navigate(dashboard.address);
            assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Enable"))
                    .click();
            page.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName("Agents").setExact(true))
                    .click();
            awaitScript(page, "/agents");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("greeter"))
                    .click();
            awaitScript(page, "/agents/greeter");
            assertThat(page.getByRole(AriaRole.LISTITEM)
                            .filter(new Locator.FilterOptions().setHasText("read the <request>")))
                    .hasCount(1);
            page.navigate(dashboard.address + "settings");
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("Telemetry is on.");
            awaitPages("/agents", "/agents", "/settings");
            page.getByRole(AriaRole.MAIN).getByRole(AriaRole.BUTTON).click();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("No thanks"))
                    .click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("Telemetry is off. You have refused.");
            page.navigate(dashboard.address + "flows");
            page.navigate("about:blank");
        }
        assertThat(complaints).as("what the browser's console says").isEmpty();
        awaitPages("/agents", "/agents", "/settings");
    }

    @Test
    void dashboard_doesNotAsk_whereItIsTurnedOffForTheTool() throws Exception {
        try (Dashboard dashboard = new Dashboard(
                        Map.of("INITRUNNER_TELEMETRY_COLLECTOR", collector.addressWithKey(), "DO_NOT_TRACK", "1"));
                Page page = chromium.browser().newPage()) {
            page.navigate(dashboard.address + "settings");
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("No collector is set");
            assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        }
    }

    @Test
    void pages_arePleasant_onEachScreen() throws Exception {
        try (Dashboard dashboard = new Dashboard(Map.of())) {
            look(dashboard, "light", new Browser.NewContextOptions().setViewportSize(1100, 700));
            look(
                    dashboard,
                    "dark",
                    new Browser.NewContextOptions().setViewportSize(1100, 700).setColorScheme(ColorScheme.DARK));
            look(dashboard, "narrow", new Browser.NewContextOptions().setViewportSize(320, 640));
        }
    }

    private static void look(Dashboard dashboard, String name, Browser.NewContextOptions options) throws IOException {
        try (Page page = chromium.browser().newContext(options).newPage()) {
            page.addInitScript(Files.readString(AXE));
            for (String path : List.of("", "agents", "agents/greeter", "flows", "runs", "settings", "nowhere")) {
                page.navigate(dashboard.address + path);
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(SCREENSHOTS.resolve("dashboard-" + name + "-" + path.replace('/', '-') + ".png")));
                assertThat((List<?>) page.evaluate(CHECK))
                        .as(name + " /" + path)
                        .isEmpty();
                assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                        .as(name + " /" + path + " scrolls sideways")
                        .isEqualTo(true);
            }
        }
    }

    /** A page that is left before its script has run reports nothing. */
    private static void awaitScript(Page page, String path) {
        page.waitForURL(Pattern.compile(".*" + path + "$"));
        assertThat(page.getByRole(AriaRole.CONTENTINFO).getByRole(AriaRole.BUTTON))
                .isVisible();
    }

    private static void awaitPages(String... expected) throws InterruptedException {
        String count = "select count(*) from initrunner.dashboard_page_view";
        for (int attempt = 0; attempt < 100 && collector.count(count) < expected.length; attempt++) {
            Thread.sleep(100);
        }
        assertThat(collector
                        .query("select page from initrunner.dashboard_page_view order by page")
                        .rows())
                .isEqualTo(List.of(expected).stream().map(List::<Object>of).toList());
    }

    /** {@code initrunner dashboard} in a process of its own. */
    private static final class Dashboard implements AutoCloseable {
        final String address;
        private final Process process;

        Dashboard(Map<String, String> environment) throws IOException {
            process = Run.builder(Checkout.initrunner("dashboard", "--port", "0"), folder, environment)
                    .redirectError(folder.resolve("dashboard.err").toFile())
                    .start();
            BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
            Matcher found = ADDRESS.matcher(String.valueOf(lines.readLine()));
            if (!found.find()) {
                throw new AssertionError(Files.readString(folder.resolve("dashboard.err")));
            }
            address = found.group();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
