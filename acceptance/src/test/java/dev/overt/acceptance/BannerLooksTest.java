package dev.overt.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The banner on every kind of screen, for every kind of eye. Screenshots: {@code target/screenshots}. */
final class BannerLooksTest {
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final Path AXE = Checkout.ROOT.resolve("acceptance/src/test/node/node_modules/axe-core/axe.min.js");
    /** All rules but those about a page as a whole, which is the test's own. */
    private static final String CHECK = "() => axe.run('telemetry-banner').then(found => found.violations"
            + ".map(each => each.id + ': ' + each.nodes.map(node => node.failureSummary)))";

    private static Chromium chromium;

    private BannerSite site;

    @BeforeAll
    static void open() {
        chromium = new Chromium();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @BeforeEach
    void serve() throws IOException {
        site = new BannerSite();
        site.collector = "http://KEY@127.0.0.1:9";
    }

    @AfterEach
    void stop() {
        site.close();
    }

    /** A kind of screen, and the page that it shows. */
    record Screen(String name, String lang, String dir, Browser.NewContextOptions options) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Screen> screens() {
        return Stream.of(
                new Screen("wide", "en", "ltr", size(1280, 720)),
                new Screen("wide-dark", "fr", "ltr", size(1280, 720).setColorScheme(ColorScheme.DARK)),
                new Screen("narrow", "de", "ltr", size(320, 640)),
                new Screen("zoomed-dark", "es", "ltr", size(320, 256).setColorScheme(ColorScheme.DARK)),
                new Screen("right-to-left", "ar", "rtl", size(800, 600)),
                new Screen("forced-colors", "ja", "ltr", size(800, 600).setForcedColors(ForcedColors.ACTIVE)));
    }

    private static Browser.NewContextOptions size(int width, int height) {
        return new Browser.NewContextOptions().setViewportSize(width, height);
    }

    @ParameterizedTest
    @MethodSource("screens")
    void banner_passesAxe_fitsAndWeighsBothAnswersAlike(Screen screen) throws IOException {
        site.lang = screen.lang;
        site.dir = screen.dir;
        try (BannerVisitor visitor = new BannerVisitor(chromium, site, screen.options)) {
            visitor.context.addInitScript(Files.readString(AXE));
            visitor.open("/");
            assertLooks(visitor, screen.name);
            assertAlike(visitor);
            visitor.page.evaluate("telemetry.open()");
            assertLooks(visitor, screen.name + "-settings");
            assertAlike(visitor);
            assertThat(visitor.complaints).isEmpty();
        }
    }

    private static void assertLooks(BannerVisitor visitor, String name) {
        visitor.banner().evaluate("dialog => Promise.all(dialog.getAnimations().map(each => each.finished))");
        visitor.page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("banner-" + name + ".png")));
        assertThat((List<?>) visitor.page.evaluate(CHECK)).isEmpty();
        assertThat(visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("nothing scrolls sideways")
                .isEqualTo(true);
    }

    /** The same size, height, colours and font; neither has the focus. */
    private static void assertAlike(BannerVisitor visitor) {
        Locator refuse = visitor.banner().locator("#refuse");
        Locator accept = visitor.banner().locator("#accept");
        BoundingBox one = refuse.boundingBox();
        BoundingBox other = accept.boundingBox();
        assertThat(List.of(one.width, one.height)).isEqualTo(List.of(other.width, other.height));
        String look = "button => { const { color, backgroundColor, border, font, opacity, outline, textDecoration } ="
                + " getComputedStyle(button);"
                + " return [color, backgroundColor, border, font, opacity, outline, textDecoration].join(); }";
        assertThat(refuse.evaluate(look)).isEqualTo(accept.evaluate(look));
        assertThat(visitor.page.evaluate("document.activeElement.shadowRoot?.activeElement?.tagName !== 'BUTTON'"))
                .isEqualTo(true);
    }

    @Test
    void banner_isADialogThatSaysWhatItIs_andIsAnnounced() {
        try (BannerVisitor visitor = new BannerVisitor(chromium, site)) {
            visitor.open("/");
            Locator dialog = visitor.page.getByRole(
                    AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Help improve InitRunner?"));
            assertThat(dialog)
                    .hasAccessibleDescription(java.util.regex.Pattern.compile("^Send anonymous usage data.*"));
            assertThat(dialog.getByRole(AriaRole.BUTTON)).hasText(new String[] {"No thanks", "Enable"});
            assertThat(visitor.page.getByRole(AriaRole.STATUS)).containsText("Help improve InitRunner? Send anonymous");
            assertThat(visitor.page.evaluate("document.body.firstElementChild.localName"))
                    .isEqualTo("telemetry-banner");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "en-GB, ja-JP, Enable,          No thanks,  Telemetry settings",
        "de-AT, en-US, Aktivieren,      Nein danke, Telemetrie-Einstellungen",
        "FR,    en-US, Activer,         Non merci,  Paramètres de télémétrie",
        "es,    en-US, Activar,         'No, gracias', Ajustes de telemetría",
        "ja,    en-US, 有効にする,       いいえ,       テレメトリーの設定",
        "it,    de-DE, Aktivieren,      Nein danke, Telemetrie-Einstellungen",
        "'',    ja-JP, 有効にする,       いいえ,       テレメトリーの設定",
        "it,    pt-BR, Enable,          No thanks,  Telemetry settings",
    })
    void words_areOfThePage_elseOfTheBrowser(
            String page, String browser, String accept, String refuse, String settings) {
        site.lang = page;
        try (BannerVisitor visitor =
                new BannerVisitor(chromium, site, new Browser.NewContextOptions().setLocale(browser))) {
            visitor.open("/");
            assertThat(visitor.banner().getByRole(AriaRole.BUTTON)).hasText(new String[] {refuse, accept});
            assertThat(visitor.button(settings)).isVisible();
        }
    }

    /** Other words than the usual ones are the maintainers' in every language, and none of them is more than text. */
    @Test
    void wordsOfTheMaintainers_areShownAsTheyAre() throws IOException {
        String title = "</script><img src=x onerror=alert(1)> \\u0041 ${1+1} `'\\\" é🦉";
        site.use(Files.readString(Checkout.MANIFEST)
                .replaceFirst(
                        "(?s)(web:.*?title: ).*?\n",
                        "$1'" + title.replace("'", "''").replace("\\", "\\\\").replace("$", "\\$") + "'\n")
                .replace("accept: Enable", "accept: Yes, please"));
        site.lang = "de";
        try (BannerVisitor visitor = new BannerVisitor(chromium, site)) {
            visitor.open("/");
            assertThat((String) visitor.banner().locator("h2").evaluate("title => title.textContent"))
                    .isEqualTo(title);
            assertThat(visitor.banner().getByRole(AriaRole.BUTTON)).hasText(new String[] {"Nein danke", "Yes, please"});
            assertThat(visitor.complaints).isEmpty();
        }
    }

    @Test
    void banner_moves_onlyForThoseWhoLikeIt() {
        assertThat(animations(ReducedMotion.NO_PREFERENCE)).isEqualTo(1);
        assertThat(animations(ReducedMotion.REDUCE)).isEqualTo(0);
    }

    private Object animations(ReducedMotion motion) {
        try (BannerVisitor visitor =
                new BannerVisitor(chromium, site, new Browser.NewContextOptions().setReducedMotion(motion))) {
            visitor.stopClock().open("/");
            return visitor.banner().evaluate("dialog => getComputedStyle(dialog).animationName === 'none' ? 0 : 1");
        }
    }

    /** Browsers that have dialogs but no constructed style sheets get a style element, unless the policy forbids it. */
    @Test
    void banner_asksAllTheSame_withoutConstructedStyleSheets() {
        try (BannerVisitor visitor = new BannerVisitor(chromium, site)) {
            visitor.context.addInitScript("delete CSSStyleSheet.prototype.replaceSync;");
            visitor.open("/");
            assertThat(visitor.banner().locator("style")).hasCount(0);
            assertThat(visitor.page.locator("telemetry-banner style")).hasCount(1);
            visitor.choose("No thanks");
            assertThat(visitor.banner()).hasCount(0);
            assertThat(visitor.complaints).allMatch(complaint -> complaint.contains("inline style"));
        }
    }

    /** A page's own styles for every element reach neither the buttons nor the words. */
    @Test
    void stylesOfThePage_doNotReachTheBanner() {
        try (BannerVisitor visitor = new BannerVisitor(chromium, site)) {
            visitor.open("/");
            visitor.page.evaluate("() => { const sheet = new CSSStyleSheet();"
                    + " sheet.replaceSync('body * { color: red !important; font-size: 7px !important } button { display: none !important }');"
                    + " document.adoptedStyleSheets = [sheet]; }");
            assertThat(visitor.banner().locator("#refuse")).isVisible();
            assertAlike(visitor);
            assertThat(visitor.banner().locator("#text")).hasCSS("font-size", "16px");
        }
    }
}
