package dev.overt.acceptance;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;

/** Somebody with a browser of their own, whose every request and complaint is written down. */
final class BannerVisitor implements AutoCloseable {
    /** posthog-js takes a browser that says it is driven for a robot's, and reports nothing of it. */
    private static final String PERSON =
            "Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false });";

    private static final String USER_AGENT =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36";

    /** Of the collector, in order: method and path. */
    final List<String> asked = new ArrayList<>();
    /** Of the collector: requests that got no answer. */
    final List<String> failed = new ArrayList<>();
    /** What the console says: violations of the policy and errors among them. */
    final List<String> complaints = new ArrayList<>();

    final BrowserContext context;
    final Page page;
    private final BannerSite site;

    BannerVisitor(Chromium chromium, BannerSite site) {
        this(chromium, site, new Browser.NewContextOptions());
    }

    BannerVisitor(Chromium chromium, BannerSite site, Browser.NewContextOptions options) {
        this.site = site;
        context = chromium.browser().newContext(options.setUserAgent(USER_AGENT));
        context.addInitScript(PERSON);
        context.onConsoleMessage(message -> complaints.add(message.text()));
        context.onWebError(error -> complaints.add(error.error()));
        context.onRequest(request -> {
            if (!request.url().startsWith(site.address("/"))) {
                asked.add(request.method() + " " + request.url().replaceFirst("^https?://[^/]+", ""));
            }
        });
        context.onRequestFailed(request -> failed.add(request.method() + " " + request.failure()));
        page = context.newPage();
    }

    /** Opens a page of the site, and waits until its script has run. */
    BannerVisitor open(String path) {
        return open(page, path);
    }

    BannerVisitor open(Page tab, String path) {
        tab.navigate(site.address(path));
        tab.waitForSelector("html[data-started]");
        return this;
    }

    /** Leaves the site, at which all that waits is sent. */
    void leave() {
        page.navigate("about:blank");
    }

    Locator banner() {
        return page.locator("telemetry-banner dialog");
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    void choose(String name) {
        button(name).click();
    }

    /** From now on the time in the pages of this visitor stands still but for {@link #pass}. */
    BannerVisitor stopClock() {
        context.clock().install(new Clock.InstallOptions().setTime("2026-11-21T12:00:00Z"));
        context.clock().pauseAt("2026-11-21T12:00:01Z");
        return this;
    }

    void pass(long millis) {
        context.clock().runFor(millis);
    }

    void awaitFailed(int count) {
        page.waitForCondition(() -> failed.size() >= count);
    }

    /** Whether telemetry is on, and what decided: such as {@code false undecided}. */
    String status() {
        return status(page);
    }

    String status(Page tab) {
        return (String) tab.evaluate("() => { const s = telemetry.status(); return s.on + ' ' + s.reason; }");
    }

    /** The id that the browser's events carry. */
    String install() {
        return (String) page.evaluate("() => telemetry.status().install");
    }

    /** All that the site has stored, as JSON. */
    String stored() {
        return page.evaluate("() => JSON.stringify({ ...localStorage, ...sessionStorage })")
                + (context.cookies().isEmpty() ? "" : " and cookies");
    }

    void store(String key, String value) {
        page.evaluate("([key, value]) => localStorage.setItem(key, value)", List.of(key, value));
    }

    /** Moves to another path as an application of one page does. */
    void push(String path) {
        page.evaluate("path => history.pushState({}, '', path)", path);
    }

    @Override
    public void close() {
        context.close();
    }
}
