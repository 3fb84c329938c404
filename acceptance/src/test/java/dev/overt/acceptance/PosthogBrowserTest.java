package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An unmodified posthog-js in a real Chromium, on a page of another origin than the collector's. */
final class PosthogBrowserTest {
    /** What a page of InitRunner's dashboard turns off; posthog-js takes a browser without a screen for a robot's. */
    private static final String INITRUNNER = """
            {api_host: address, opt_out_useragent_filter: true, person_profiles: 'never', autocapture: false,
             capture_pageview: false, capture_pageleave: false, disable_session_recording: true, rageclick: false,
             capture_heatmaps: false, capture_dead_clicks: false, persistence: 'memory', %s}""";

    private static final String INIT = "([address, key]) => { posthog.init(key, %s); }";
    private static final String CAPTURE =
            "page => { posthog.capture('dashboard_page_view', {page, title: 'planted-secret'}); }";

    @TempDir
    private static Path folder;

    private static PosthogPage site;
    private static Chromium chromium;

    private final List<String> asked = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private ServedCollector collector;
    private BrowserContext context;
    private Page page;
    private Path data;

    @BeforeAll
    static void open() throws Exception {
        site = PosthogPage.serve();
        chromium = new Chromium();
    }

    @AfterAll
    static void close() {
        chromium.close();
        site.close();
    }

    @BeforeEach
    void openPage() throws Exception {
        data = Path.of(folder.toString(), "data" + System.nanoTime());
        collector = ServedCollector.start(data);
        context = chromium.browser().newContext();
        page = context.newPage();
        page.onConsoleMessage(message -> complaints.add(message.text()));
        page.onPageError(complaints::add);
        page.onResponse(response -> {
            if (isCollectors(response.request())) {
                String path = URI.create(response.url()).getPath().replace(collector.writeKey(), "KEY");
                asked.add(response.request().method() + " " + path + " " + response.status());
            }
        });
    }

    @AfterEach
    void closePage() {
        context.close();
        collector.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "array.full.js | api_transport: 'fetch'",
                "array.full.js | api_transport: 'XHR'",
                "array.full.js | api_transport: 'sendBeacon'",
                "array.full.js | disable_compression: true",
                "array.full.js | disable_compression: true, api_transport: 'sendBeacon'",
                "array.js      | request_batching: false",
                "array.full.es5.js | api_transport: 'fetch'",
            })
    void event_isStored_andNothingThatIsNotDeclared(String bundle, String option) throws IOException {
        page.navigate(site.address(bundle));
        page.evaluate(INIT.formatted(INITRUNNER.formatted(option)), target());
        page.evaluate(CAPTURE, "/agents");
        page.evaluate(CAPTURE, "/agents/planted-secret");
        page.evaluate("() => { posthog.capture('prompt_text', {prompt: 'planted-secret'}); }");
        page.evaluate(
                "() => { posthog.identify('planted-secret@example.org', {email: 'planted-secret@example.org'}); }");
        awaitRows("select count(*) from overt.quarantine", 1);

        assertStored("/agents", "other");
    }

    @Test
    void event_ofAPageThatIsLeft_isStored() throws IOException {
        page.navigate(site.address("array.full.js"));
        page.evaluate(INIT.formatted(INITRUNNER.formatted("")), target());
        page.evaluate(CAPTURE, "/agents");
        page.navigate("about:blank");
        awaitRows("select count(*) from initrunner.dashboard_page_view", 1);

        assertStored("/agents");
    }

    @ParameterizedTest
    @CsvSource({"array.full.js", "array.js"})
    void browser_capturesNothingOfItself_andAsksForNothingMore_withAllLeftOn(String bundle) throws IOException {
        page.navigate(site.address(bundle));
        page.evaluate(INIT.formatted("{api_host: address, opt_out_useragent_filter: true}"), target());
        page.waitForResponse(response -> response.url().contains("/e/"), () -> {});
        page.click("button");
        page.evaluate(CAPTURE, "/agents");
        page.evaluate("() => posthog.isFeatureEnabled('any')");
        page.evaluate("() => new Promise(done => posthog.getSurveys(() => done()))");
        page.evaluate("() => { posthog.reloadFeatureFlags(); }");
        page.waitForResponse(response -> response.url().contains("/e/"), () -> page.evaluate(CAPTURE, "/teams"));
        page.navigate("about:blank");
        awaitRows("select count(*) from overt.quarantine where event = '$pageleave'", 1);

        // The page as it was opened, which the manifest takes by posthog-js' own name, is none that it declares.
        assertStored("/agents", "/teams", "other");
        assertThat(collector
                        .query("select distinct event from overt.quarantine order by event")
                        .rows())
                .containsExactly(List.of("$pageleave"));
        assertThat(asked).filteredOn(request -> !request.startsWith("POST /e/")).doesNotHaveDuplicates();
    }

    private void assertStored(String... pages) throws IOException {
        assertThat(collector
                        .query("select page from initrunner.dashboard_page_view order by occurred_at, page")
                        .rows())
                .containsExactlyInAnyOrderElementsOf(
                        List.of(pages).stream().map(List::<Object>of).toList());
        assertThat(complaints).as("what the browser's console says").isEmpty();
        assertThat(asked).as("what the collector was asked").allMatch(request -> request.endsWith(" 200"));
        assertThat(context.cookies(collector.address().toString())).isEmpty();
        assertThat(Bytes.filesHolding("planted-secret", data)).isEmpty();
    }

    private boolean isCollectors(Request request) {
        return request.url().startsWith(collector.address().toString());
    }

    private List<String> target() {
        return List.of(collector.address().toString(), collector.writeKey());
    }

    /** What a page sends when it is left has no answer that anybody sees. */
    private void awaitRows(String count, long expected) {
        for (int attempt = 0; collector.count(count) < expected; attempt++) {
            assertThat(attempt)
                    .as("rows did not arrive: " + count + "; asked: " + asked)
                    .isLessThan(100);
            page.waitForTimeout(100);
        }
    }
}
