package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches a real collector from the pages of somebody who has agreed, by the module itself and by posthog-js. */
final class BannerReportTest {
    private static final Pattern COLLECTORS = Pattern.compile("http://127\\.0\\.0\\.1:.*");
    private static final String CAPTURE =
            "posthog.capture('dashboard_page_view', { page: '/planted-secret', title: 'planted-secret' });"
                    + "posthog.capture('planted-secret', { page: '/agents' });"
                    + "posthog.identify('planted-secret', { email: 'planted-secret' });";

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
    }

    @ParameterizedTest
    @ValueSource(strings = {"itself", "posthog", "later"})
    void collector_getsEachPageOnce_andNothingElse(String sender) throws IOException {
        site.sender = sender;
        visitor.open("/cost");
        visitor.choose("Enable");
        String install = visitor.install();
        visitor.open("/agents/planted-secret?planted=secret#planted-secret");
        visitor.push("/agents/planted-secret?other=query");
        visitor.push("/teams/planted-secret");
        visitor.push("/planted-secret");
        visitor.page.evaluate("history.replaceState({}, '', '/memory')");
        visitor.page.goBack();
        visitor.page.waitForURL(site.address("/teams/planted-secret"));
        if (!sender.equals("itself")) {
            visitor.page.waitForFunction("() => posthog.__loaded");
            visitor.page.evaluate(CAPTURE);
        }
        visitor.open("/flows");
        visitor.leave();
        List<String> expected = new ArrayList<>(List.of("/agents", "/teams", "other", "/teams", "/flows"));
        if (!sender.equals("itself")) {
            expected.add(4, "other");
        }
        awaitRows(install, expected.size());

        assertThat(pages(install)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(collector.count("select count(*) from overt.quarantine")).isZero();
        assertThat(collector
                        .query("select * from overt.drops where reason <> 'client_metadata'")
                        .rows())
                .isEmpty();
        assertThat(Bytes.filesHolding("planted-secret", folder)).isEmpty();
        assertThat(visitor.asked)
                .allMatch(request -> request.equals("POST /v1/events")
                        || request.equals("OPTIONS /v1/events")
                        || request.equals("POST /e/"));
        assertThat(visitor.open("/").stored()).matches("\\{\"telemetry-consent\":\"granted 2 [0-9a-f]{32}\"}");
        assertThat(visitor.complaints).isEmpty();
    }

    @Test
    void request_carriesNothingOfThePage_butWhatIsDeclared() {
        visitor.context.addCookies(List.of(
                new Cookie("planted", "secret").setUrl(collector.address().toString())));
        visitor.open("/");
        visitor.choose("Enable");
        Request request = visitor.page.waitForRequest("**/v1/events", () -> visitor.push("/agents/planted-secret"));

        assertThat(request.allHeaders())
                .doesNotContainKeys("cookie", "referer")
                .containsEntry("authorization", "Bearer " + collector.writeKey());
        assertThat(request.postData())
                .matches(
                        "\\{\"overt\":1,\"product\":\"initrunner\",\"manifest\":\"sha256:[0-9a-f]{64}\",\"batch\":\"[0-9a-f-]{36}\","
                                + "\"events\":\\[\\{\"id\":\"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\","
                                + "\"event\":\"dashboard_page_view\",\"install\":\"" + visitor.install()
                                + "\",\"at_millis\":[0-9]{13},\"properties\":\\{\"page\":\"/agents\"}}]}");
    }

    @Test
    void pages_belowABase_areToldWithoutIt() throws IOException {
        site.base = "/app/";
        visitor.open("/app/");
        visitor.choose("Enable");
        String install = visitor.install();
        visitor.open("/app/agents/7").open("/agents").open("/app/").leave();
        awaitRows(install, 3);
        assertThat(pages(install)).containsExactlyInAnyOrder("/agents", "other", "/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"itself", "posthog"})
    void refusal_endsWhatIsUnderWay_andWhatWouldBeRepeated(String sender) {
        site.sender = sender;
        visitor.stopClock();
        visitor.context.route(COLLECTORS, Route::abort);
        visitor.open("/");
        visitor.choose("Enable");
        visitor.push("/agents");
        visitor.pass(1_500);
        visitor.awaitFailed(1);
        visitor.push("/runs");
        if (sender.equals("posthog")) {
            visitor.awaitFailed(2);
        }
        int before = visitor.asked.size();
        visitor.choose("Telemetry settings");
        visitor.choose("No thanks");
        visitor.push("/teams");
        if (sender.equals("posthog")) {
            visitor.page.evaluate(CAPTURE);
        }
        visitor.pass(120_000);
        visitor.leave();

        assertThat(visitor.asked).hasSize(before);
        visitor.open("/");
        assertThat(visitor.stored()).isEqualTo("{\"telemetry-consent\":\"denied\"}");
    }

    @Test
    void upload_isSentOnceMore_withTheSameIds_andThenGivenUpAndCounted() {
        List<String> bodies = new ArrayList<>();
        visitor.stopClock();
        visitor.context.route(COLLECTORS, route -> {
            bodies.add(route.request().postData());
            route.fulfill(new Route.FulfillOptions()
                    .setStatus(503)
                    .setHeaders(Map.of(
                            "Access-Control-Allow-Origin",
                            "*",
                            "Access-Control-Expose-Headers",
                            "Retry-After",
                            "Retry-After",
                            "30")));
        });
        visitor.open("/");
        visitor.choose("Enable");
        visitor.push("/agents");
        visitor.page.waitForResponse("**/v1/events", () -> visitor.pass(1_500));
        visitor.pass(29_000);
        assertThat(bodies).hasSize(1);
        visitor.page.waitForResponse("**/v1/events", () -> visitor.pass(2_000));
        visitor.pass(600_000);
        assertThat(bodies).hasSize(2);
        assertThat(bodies.get(1)).isEqualTo(bodies.get(0));
        visitor.push("/runs");
        visitor.page.waitForResponse("**/v1/events", () -> visitor.pass(1_500));

        assertThat(bodies.get(2)).contains("\"dropped\":{\"not_sent\":1}").doesNotContain("/agents");
    }

    @Test
    void waitingEvents_areBounded() {
        site.sender = "never";
        visitor.open("/");
        visitor.choose("Enable");
        visitor.page.evaluate("for (let i = 0; i < 1000; i++) history.pushState({}, '', `/agents/${i}`)");
        visitor.leave();
        assertThat(visitor.asked).isEmpty();

        site.sender = "itself";
        visitor.open("/");
        Request request = visitor.page.waitForRequest(
                "**/v1/events",
                () -> visitor.page.evaluate(
                        "for (let i = 0; i < 1000; i++) history.pushState({}, '', `/agents/${i}`)"));
        assertThat(request.postData().split("\"id\":", -1)).hasSize(101);
        assertThat(request.postData()).contains("\"dropped\":{\"not_sent\":901}");
        assertThat(visitor.complaints).isEmpty();
    }

    @Test
    void page_isNotSlowed_byACollectorThatNeverAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            site.collector = "http://KEY@127.0.0.1:" + silent.getLocalPort();
            visitor.stopClock().open("/");
            visitor.choose("Enable");
            visitor.push("/agents");
            visitor.page.waitForRequest("**/v1/events", () -> visitor.pass(1_500));
            visitor.page.fill("input", "the page can be used");
            visitor.pass(5_000);
            visitor.awaitFailed(1);
            visitor.open("/runs").leave();
        }
        assertThat(visitor.asked).isNotEmpty();
    }

    @Test
    void expiredEvent_isNotReported() throws IOException {
        site.use(Files.readString(Checkout.MANIFEST)
                .replace("    trigger: page-view\n", "    trigger: page-view\n    expires: 2020-01-31\n"));
        visitor.open("/");
        visitor.choose("Enable");
        visitor.open("/runs").leave();
        visitor.open("/");
        assertThat(visitor.asked).isEmpty();
    }

    @Test
    void property_withoutADeclaredValue_isLeftOut() throws IOException {
        site.use(Files.readString(Checkout.MANIFEST)
                .replace("/settings]\n        otherwise: other\n", "/settings]\n        optional: true\n"));
        visitor.context.route(COLLECTORS, Route::abort);
        visitor.open("/");
        visitor.choose("Enable");
        Request request = visitor.page.waitForRequest("**/v1/events", () -> visitor.push("/planted-secret"));
        assertThat(request.postData()).contains("\"properties\":{}").doesNotContain("planted");
    }

    private void awaitRows(String install, int expected) {
        for (int attempt = 0; pages(install).size() < expected; attempt++) {
            assertThat(attempt)
                    .as("did not arrive: " + pages(install) + "; asked " + visitor.asked)
                    .isLessThan(100);
            visitor.page.waitForTimeout(100);
        }
    }

    private static List<String> pages(String install) {
        return collector
                .query("select page from initrunner.dashboard_page_view where install_id = '" + install
                        + "' order by occurred_at")
                .rows()
                .stream()
                .map(row -> String.valueOf(row.get(0)))
                .toList();
    }
}
