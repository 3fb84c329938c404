package dev.overt.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.overt.manifest.Manifest;
import dev.overt.manifest.Surface;
import dev.overt.manifest.Web;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What is rendered; what it does in a browser is tested in {@code acceptance}. */
final class WebBannerTest {
    private static final int MAX_GZIP_BYTES = 6 * 1024;
    private static final int MANIFESTS = 30;
    private static final Pattern MANIFEST = Pattern.compile("(?s)\nconst manifest = (\\{\n.*?\n});\n");

    static Stream<SamplePage> pages() {
        return SamplePage.all().stream().filter(page -> page.manifest().web() != null);
    }

    @Test
    void render_isTheExpectedModule() throws IOException {
        assertThat(WebBanner.render(initRunner()))
                .isEqualTo(Files.readString(Path.of("src/test/banner/initrunner/telemetry-banner.js")));
    }

    @Test
    void render_isSmall_evenWithAllItsLanguages() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(WebBanner.render(initRunner()).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(bytes.size()).isLessThanOrEqualTo(MAX_GZIP_BYTES);
    }

    /** What other scripts and styles are loaded by, what a strict policy forbids, and what would run a text. */
    @Test
    void render_neitherLoadsNorRunsText() {
        assertThat(WebBanner.render(initRunner()))
                .doesNotContainPattern(
                        "innerHTML|outerHTML|insertAdjacent|document\\.write|\\beval\\(|Function\\(|\\bimport\\b|src=|"
                                + "\\.style\\b|cookie|sessionStorage|indexedDB|XMLHttpRequest|sendBeacon");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void render_holdsWhatTheManifestSays_whateverItsWords(SamplePage page) {
        assertHolds(page.manifest());
        for (long seed = 0; seed < MANIFESTS; seed++) {
            assertHolds(new HostileText(seed).manifest(page.manifest()));
        }
    }

    @Test
    void render_leavesTheUsualButtons_toTheLanguageOfThePage() {
        Manifest other = SamplePage.of("other", """
                overt: 1
                product: {id: other, name: Other, contact: me@example.org}
                consent: {default: ask, ask: {title: T, text: T, question: Q}}
                identity: none
                events:
                  page_view:
                    why: W.
                    when: W.
                    trigger: page-view
                    expires: 2030-06-30
                    properties:
                      page: {type: enum, of: page, values: [/a], optional: true, expires: 2029-01-31}
                web: {ask: {title: T, text: T, accept: "Yes, please"}, storage: other}
                never: [Prompts]
                delivery: {mode: post, collector: "https://KEY@telemetry.example.org/in", timeout: 3s}
                retention: {raw: 90d, rollups: forever}
                """).manifest();
        JsonNode manifest = read(other);

        assertThat(manifest.get("words").propertyNames()).containsExactly("title", "text", "accept");
        assertThat(manifest.get("install").asBoolean()).isFalse();
        assertThat(manifest.get("timeoutMillis").asInt()).isEqualTo(3000);
        assertThat(manifest.get("collector").asString()).isEqualTo("https://KEY@telemetry.example.org/in");
        JsonNode event = manifest.get("events").get("page_view");
        assertThat(event.get("until").asString()).isEqualTo("2030-06-30");
        assertThat(event.get("properties").get("page").toString())
                .isEqualTo("{\"until\":\"2029-01-31\",\"values\":[\"/a\"]}");
    }

    @Test
    void of_refuses_whereNoEventComesFromAPage() {
        Manifest tool = SamplePage.everything().manifest();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GeneratedFile.BANNER.of(tool, Path.of("."), ""))
                .withMessage("no event comes from web pages, and banner reports no other");
    }

    private static void assertHolds(Manifest manifest) {
        JsonNode held = read(manifest);
        Web web = Objects.requireNonNull(manifest.web());
        assertThat(held.get("hash").asString()).isEqualTo(manifest.hash());
        assertThat(held.get("words").get("title").asString()).isEqualTo(web.title());
        assertThat(held.get("words").get("text").asString()).isEqualTo(web.text());
        assertThat(held.get("storage").asString()).isEqualTo(web.storage());
        assertThat(held.get("refusedBefore").propertyNames())
                .containsExactlyElementsOf(
                        web.refusedBefore().stream().map(Web.EarlierKey::key).toList());
        manifest.events(Surface.WEB)
                .forEach(event -> assertThat(held.get("events")
                                .get(event.name())
                                .get("properties")
                                .propertyNames())
                        .containsExactlyElementsOf(manifest.properties(event).stream()
                                .map(property -> property.name())
                                .toList()));
    }

    /** The one literal that is the manifest's, which is JSON in plain ASCII. */
    private static JsonNode read(Manifest manifest) {
        Matcher literal = MANIFEST.matcher(WebBanner.render(manifest));
        assertThat(literal.find()).isTrue();
        assertThat(literal.group(1)).matches("[\\n -~]+").doesNotContain("<");
        return UploadSchema.JSON.readTree(literal.group(1));
    }

    private static Manifest initRunner() {
        return GoldenSource.of("initrunner").manifest();
    }
}
