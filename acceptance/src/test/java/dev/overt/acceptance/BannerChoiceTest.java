package dev.overt.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the banner does with every answer, and with none, in a real Chromium before a real collector. */
final class BannerChoiceTest {
    private static final String SAVED = "{\"telemetry-consent\":\"denied\"}";
    private static final String GRANTED = "\\{\"telemetry-consent\":\"granted 2 [0-9a-f]{32}\"}";
    private static final String DO_NOT_TRACK =
            "Object.defineProperty(Navigator.prototype, 'doNotTrack', { get: () => '1' });";
    private static final String GLOBAL_PRIVACY_CONTROL =
            "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true });";

    @TempDir
    private static Path folder;

    private static ServedCollector collector;
    private static Chromium chromium;

    private BannerSite site;
    private BannerVisitor visitor;

    @BeforeAll
    static void open() throws Exception {
        collector = ServedCollector.start(folder.resolve("data"));
        chromium = new Chromium();
    }

    @AfterAll
    static void close() {
        chromium.close();
        collector.close();
    }

    @BeforeEach
    void visit() throws IOException {
        site = new BannerSite();
        site.collector = collector.addressWithKey();
        visitor = new BannerVisitor(chromium, site);
    }

    @AfterEach
    void leave() {
        visitor.close();
        site.close();
        assertThat(visitor.complaints).as("what the browser's console says").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"itself", "posthog", "later"})
    void page_asksAndStoresAndSendsNothing_beforeTheChoice(String sender) {
        site.sender = sender;
        visitor.open("/");
        assertThat(visitor.banner()).isVisible();
        visitor.push("/agents");
        visitor.open("/runs");
        visitor.page.fill("input", "the page can be used");

        assertThat(visitor.status()).isEqualTo("false undecided");
        assertThat(visitor.stored()).isEqualTo("{}");
        assertNothingSent();
    }

    @Test
    void enable_isStored_andTurnsItOn() {
        visitor.open("/");
        visitor.choose("Enable");

        assertThat(visitor.banner()).hasCount(0);
        assertThat(visitor.stored()).matches(GRANTED);
        assertThat(visitor.open("/runs").status()).isEqualTo("true granted");
        assertThat(visitor.banner()).hasCount(0);
    }

    @Test
    void noThanks_isStored_andNobodyIsAskedAgain() {
        visitor.open("/");
        visitor.choose("No thanks");
        assertThat(visitor.banner()).hasCount(0);
        visitor.open("/runs");

        assertThat(visitor.banner()).hasCount(0);
        assertThat(visitor.stored()).isEqualTo(SAVED);
        assertNothingSent();
    }

    @Test
    void escape_decidesNothing_andTheNextPageAsksAgain() {
        visitor.open("/");
        visitor.button("Enable").focus();
        visitor.page.keyboard().press("Escape");
        assertThat(visitor.banner()).hasCount(0);
        assertThat(visitor.status()).isEqualTo("false undecided");
        visitor.open("/runs");

        assertThat(visitor.banner()).isVisible();
        assertThat(visitor.stored()).isEqualTo("{}");
        assertNothingSent();
    }

    @ParameterizedTest
    @ValueSource(strings = {DO_NOT_TRACK, GLOBAL_PRIVACY_CONTROL})
    void browserThatAsksNotToBeTracked_isNeverAsked(String signal) {
        visitor.context.addInitScript(signal);
        visitor.open("/").open("/runs");

        assertThat(visitor.banner()).hasCount(0);
        assertThat(visitor.status()).isEqualTo("false do-not-track");
        assertThat(visitor.stored()).isEqualTo("{}");
        visitor.choose("Telemetry settings");
        assertThat(visitor.banner()).containsText("Telemetry is off. Your browser asks not to be tracked.");
        assertThat(visitor.button("Enable")).hasCount(0);
        assertNothingSent();
    }

    @ParameterizedTest
    @ValueSource(strings = {DO_NOT_TRACK, GLOBAL_PRIVACY_CONTROL})
    void agreement_isNotUsed_onceTheBrowserAsksNotToBeTracked(String signal) {
        visitor.open("/");
        visitor.choose("Enable");
        visitor.push("/agents");
        visitor.page.evaluate(signal);
        visitor.push("/runs");
        assertThat(visitor.status()).isEqualTo("false do-not-track");
        visitor.open("/flows");

        assertThat(visitor.status()).isEqualTo("true granted");
        visitor.context.addInitScript(signal);
        visitor.open("/teams");
        assertThat(visitor.status()).isEqualTo("false do-not-track");
        assertThat(visitor.stored()).matches(GRANTED);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "telemetry-opt-out, true,       none,      false denied,    0",
                "telemetry-opt-out, true,       granted,   false denied,    0",
                "telemetry-opt-out, false,      none,      false undecided, 1",
                "other,             true,       granted,   false undecided, 1",
                "other,             true,       denied,    false denied,    0",
                "other,             true,       granted 1, false undecided, 1",
                "other,             true,       granted 2, false undecided, 1",
                "other,             true,       GRANTED,   false denied,    0",
                "other,             true,       {},        false denied,    0",
                "other,             true,       '',        false denied,    0",
                "telemetry-opt-out, true,       granted 2 0123456789abcdef0123456789abcdef, true granted, 0",
                "telemetry-opt-out, true,       granted 1 0123456789abcdef0123456789abcdef, false undecided, 1",
                "other,             true,       granted 9 0123456789abcdef0123456789abcdef, true granted, 0",
                "other,             true,       granted 2 0123456789ABCDEF0123456789abcdef, false denied, 0",
                "other,             true,       granted 2 0123456789abcdef0123456789abcdef and, false denied, 0",
            })
    void storedValue_isReadWithCare_andLeftAsItIs(
            String earlierKey, String earlier, String stored, String status, int banners) {
        visitor.open("/");
        visitor.page.keyboard().press("Escape");
        visitor.store(earlierKey, earlier);
        if (stored != null) {
            visitor.store("telemetry-consent", stored);
        }
        String before = visitor.open("/runs").stored();

        assertThat(visitor.status()).isEqualTo(status);
        assertThat(visitor.banner()).hasCount(banners);
        assertThat(visitor.stored()).isEqualTo(before);
    }

    @Test
    void refusalOfAnEarlierRelease_isKept_evenByThoseWhoAgreeLater() {
        visitor.open("/");
        visitor.store("telemetry-opt-out", "true");
        visitor.open("/");
        visitor.choose("Telemetry settings");
        visitor.choose("Enable");

        assertThat(visitor.open("/runs").status()).isEqualTo("true granted");
        assertThat(visitor.page.evaluate("localStorage.getItem('telemetry-opt-out')"))
                .isEqualTo("true");
    }

    @Test
    void moreThatIsCollected_isAskedOfThoseWhoAgreed_andOfNobodyElse() throws IOException {
        String more = Files.readString(Checkout.MANIFEST).replace("covers: 2", "covers: 3");
        visitor.open("/");
        visitor.choose("Enable");
        visitor.open("/");
        site.use(more);
        visitor.asked.clear();
        assertThat(visitor.open("/runs").status()).isEqualTo("false undecided");
        assertThat(visitor.banner()).isVisible();
        assertNothingSent();
        visitor.open("/");
        visitor.choose("Enable");
        assertThat(visitor.stored()).contains("granted 3 ");

        try (BannerVisitor other = new BannerVisitor(chromium, site)) {
            site.use(Files.readString(Checkout.MANIFEST));
            other.open("/");
            other.choose("No thanks");
            site.use(more);
            assertThat(other.open("/").stored()).isEqualTo(SAVED);
            assertThat(other.banner()).hasCount(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } });",
                "Object.defineProperty(window, 'localStorage', { value: null });",
                "Storage.prototype.getItem = () => { throw new DOMException('', 'SecurityError'); };",
            })
    void blockedStorage_isOff_withoutAnError(String blocked) {
        visitor.context.addInitScript(blocked);
        visitor.open("/").open("/runs");

        assertThat(visitor.banner()).hasCount(0);
        assertThat(visitor.status()).isEqualTo("false no-storage");
        visitor.choose("Telemetry settings");
        assertThat(visitor.banner()).containsText("Telemetry is off. It cannot be turned on here.");
        assertNothingSent();
    }

    @Test
    void choiceThatCannotBeStored_turnsNothingOn() {
        visitor.context.addInitScript(
                "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };");
        visitor.open("/");
        visitor.choose("Enable");
        assertThat(visitor.banner()).hasCount(0);
        assertThat(visitor.status()).isEqualTo("false undecided");
        visitor.push("/agents");
        assertNothingSent();
    }

    @Test
    void frameWithoutAnOrigin_isOff_withoutAnError() {
        site.body = "<iframe sandbox=\"allow-scripts\" src=\"/framed\"></iframe>";
        visitor.open("/around");
        FrameLocator frame = visitor.page.frameLocator("iframe");
        frame.locator("html[data-started]").waitFor();

        assertThat(visitor.banner()).isVisible();
        assertThat(frame.locator("telemetry-banner")).hasCount(0);
        assertThat(frame.locator("footer button")).isVisible();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://127.0.0.1:9/", "ftp://KEY@127.0.0.1/", "nonsense"})
    void pageWithoutAWriteKey_neitherAsksNorStarts(String address) {
        site.collector = address;
        visitor.open("/");
        visitor.store("telemetry-consent", "granted 2 0123456789abcdef0123456789abcdef");
        visitor.open("/runs");

        assertThat(visitor.banner()).hasCount(0);
        assertThat(visitor.status()).isEqualTo("false no-collector");
        visitor.leave();
        assertThat(visitor.asked).isEmpty();
    }

    @Test
    void changeOfMind_stopsAllTabsAtOnce_andDeletesTheId() {
        visitor.stopClock().open("/");
        Page other = visitor.context.newPage();
        visitor.open(other, "/runs");
        visitor.choose("Enable");
        assertThat(other.locator("telemetry-banner")).hasCount(0);
        assertThat(visitor.status(other)).isEqualTo("true granted");
        String install = visitor.install();

        visitor.choose("Telemetry settings");
        assertThat(visitor.banner()).containsText("Telemetry is on. ID: " + install);
        other.evaluate("history.pushState({}, '', '/agents')");
        visitor.choose("No thanks");
        other.waitForFunction("() => !telemetry.status().on");
        other.evaluate("history.pushState({}, '', '/teams')");
        other.navigate("about:blank");

        assertThat(visitor.stored()).isEqualTo(SAVED);
        assertNothingSent();
        visitor.open("/");
        visitor.choose("Telemetry settings");
        visitor.choose("Enable");
        assertThat(visitor.install()).isNotEqualTo(install);
    }

    @Test
    void settingsDialog_ofAnotherTab_showsTheChangeAtOnce() {
        visitor.open("/");
        Page other = visitor.context.newPage();
        visitor.open(other, "/runs");
        other.evaluate("telemetry.open()");
        assertThat(other.locator("telemetry-banner dialog")).containsText("Telemetry is off.");
        visitor.choose("Enable");
        assertThat(other.locator("telemetry-banner dialog")).containsText("Telemetry is on.");
        visitor.page.evaluate("localStorage.clear()");
        assertThat(other.locator("telemetry-banner dialog")).containsText("Telemetry is off.");
    }

    @Test
    void keyboardAlone_reachesBothButtonsFirst_andComesBack() {
        visitor.open("/");
        assertThat(focused()).as("focus is not taken").isEqualTo("BODY");
        assertThat(tab()).isEqualTo("refuse");
        assertThat(tab()).isEqualTo("accept");
        assertThat(tab()).isEqualTo("INPUT");
        visitor.page.keyboard().press("Shift+Tab");
        visitor.page.keyboard().press("Enter");
        assertThat(visitor.status()).isEqualTo("true granted");
        assertThat(focused()).isEqualTo("INPUT");

        visitor.button("Telemetry settings").focus();
        visitor.page.keyboard().press("Enter");
        assertThat(focused()).isEqualTo("title");
        assertThat(List.of(tab(), tab(), tab())).containsExactly("refuse", "accept", "close");
        visitor.page.keyboard().press("Escape");
        assertThat(visitor.banner()).hasCount(0);
        assertThat(focused()).isEqualTo("BUTTON");
        assertThat(visitor.status()).isEqualTo("true granted");
    }

    private String tab() {
        visitor.page.keyboard().press("Tab");
        return focused();
    }

    private String focused() {
        return (String) visitor.page.evaluate("() => { const { activeElement: a } = document;"
                + " return a.shadowRoot?.activeElement?.id ?? a.tagName; }");
    }

    /** All that waits is sent at once where a page is left, so what is not sent then never is. */
    private void assertNothingSent() {
        visitor.leave();
        visitor.page.navigate(site.address("/"));
        assertThat(visitor.asked).as("requests to the collector").isEmpty();
        visitor.page.bringToFront();
    }
}
