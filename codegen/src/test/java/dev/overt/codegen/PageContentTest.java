package dev.overt.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.manifest.Destination;
import dev.overt.manifest.Event;
import dev.overt.manifest.Explanation;
import dev.overt.manifest.Identity;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Property;
import dev.overt.manifest.PropertyType;
import dev.overt.manifest.Statement;
import dev.overt.manifest.Surface;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A page says all that its manifest says, and nothing that does not hold. */
final class PageContentTest {
    private static final int MANIFESTS = 30;

    static List<SamplePage> pages() {
        return SamplePage.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_saysAllThatTheManifestSays(SamplePage page) {
        assertSaysAll(page.manifest(), -1);
        for (long seed = 0; seed < MANIFESTS; seed++) {
            assertSaysAll(new HostileText(seed).manifest(page.manifest()), seed);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void html_loadsNothing_andAllowsItsOwnStyleOnly(SamplePage page) throws GeneralSecurityException {
        Document document = Jsoup.parse(PageRenderer.html(page.manifest()));
        String style = Objects.requireNonNull(document.selectFirst("style")).data();
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
        String hash = Base64.getEncoder().encodeToString(digest);
        assertThat(document.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .isEqualTo("default-src 'none'; style-src 'sha256-" + hash + "'");
        assertThat(document.select("script, link, img, iframe, [src], [style], [onclick]"))
                .isEmpty();
        assertThat(style).doesNotContain("url(", "@import");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void html_canBeUsed_withKeyboardAndScreenReader(SamplePage page) {
        Document document = Jsoup.parse(PageRenderer.html(page.manifest()));
        List<String> ids = document.select("[id]").eachAttr("id");
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(document.select("a[href^=#]").eachAttr("href")).allMatch(href -> ids.contains(href.substring(1)));
        assertThat(document.select("a.skip").attr("href")).isEqualTo("#main");
        for (Element table : document.select("table")) {
            assertThat(table.select("caption")).hasSize(1);
            assertThat(table.select("th")).allMatch(cell -> cell.hasAttr("scope"));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_speaksOfAnInstallId_whereThereIsOne(SamplePage page) {
        boolean identified = page.manifest().identity().kind() == Identity.Kind.INSTALL_ID;
        String markdown = PageRenderer.markdown(page.manifest());
        assertThat(markdown.contains("The install id is random")).isEqualTo(identified);
        assertThat(markdown.contains("\"install\": ") || markdown.contains("\"cid\": "))
                .isEqualTo(identified);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_promisesThatThereIsNoFreeText_whereThereIsNone(SamplePage page) {
        boolean free =
                properties(page.manifest()).stream().anyMatch(each -> each.type() instanceof PropertyType.FreeText);
        assertThat(PageRenderer.markdown(page.manifest()).contains("No property can hold free text."))
                .isEqualTo(!free);
    }

    /** The hook for picocli has them as methods; what it lacks must not be promised. */
    @Test
    void page_namesOnlyCommands_thatToolsHave() throws IOException {
        String source = Files.readString(Path.of("../picocli/src/main/java/dev/overt/picocli/TelemetryCommand.java"));
        for (ToolCommand each : ToolCommand.values()) {
            assertThat(source).contains(" int " + each.word() + "(");
        }
    }

    /** The client is no part of the page's module; what it does not look at or write must not be promised. */
    @Test
    void page_namesOnlyFilesAndVariables_thatTheClientKnows() throws IOException {
        StringBuilder client = new StringBuilder();
        try (Stream<Path> sources = Files.list(Path.of("../client/src/main/java/dev/overt/client"))) {
            for (Path each : sources.toList()) {
                client.append(Files.readString(each));
            }
        }
        String page = PageRenderer.markdown(SamplePage.everything().manifest());
        for (String each : List.of(
                "/etc/overt/disabled",
                "/Library/Application Support/overt/disabled",
                "AI_AGENT",
                "CLAUDECODE",
                "CURSOR_AGENT",
                "GEMINI_CLI",
                "DO_NOT_TRACK")) {
            assertThat(page).contains("`" + each + "`");
            assertThat(client).contains("\"" + each + "\"");
        }
        assertThat(client).contains("-sent.jsonl", "-sent.old.jsonl", ".denied", ".lock", "-spool");
    }

    @Test
    void page_isOnlyAsLong_asTheManifestHasSomethingToSay() {
        String markdown = PageRenderer.markdown(SamplePage.everywhere().manifest());
        assertThat(markdown).doesNotContain("## History", "## Read more", "## What is not this telemetry", "Commands");
    }

    private static void assertSaysAll(Manifest manifest, long seed) {
        String text = " "
                + String.join(
                        "\n",
                        ReadPage.ofMarkdown(PageRenderer.markdown(manifest)).lines()) + " ";
        for (String each : said(manifest)) {
            assertThat(text)
                    .as("seed %s", seed)
                    .contains(each.replaceAll("[\\s\\u00a0]+", " ").strip());
        }
    }

    /** All that a person must find on the page. */
    private static List<String> said(Manifest manifest) {
        List<String> said = new ArrayList<>(manifest.never());
        said.addAll(List.of(
                manifest.hash(), manifest.product().name(), manifest.product().contact()));
        manifest.consent().environment().forEach(each -> said.add(each.name()));
        manifest.consent()
                .files()
                .forEach(each -> said.addAll(List.of(each.path(), each.off().get(0))));
        if (manifest.surfaces().contains(Surface.TOOL)) {
            said.addAll(manifest.consent().statusIn());
            said.addAll(manifest.consent().quiet());
        }
        manifest.events().forEach(each -> said.addAll(List.of(each.name(), each.why(), each.when())));
        manifest.events().forEach(each -> said.addAll(each.from()));
        properties(manifest).forEach(each -> add(said, each));
        for (Destination each : manifest.destinations()) {
            add(said, each.name(), each.region(), each.privacy(), each.url().getHost());
        }
        Explanation explanation = manifest.explanation();
        said.addAll(explanation.purpose());
        for (List<Statement> each :
                List.of(explanation.separate(), explanation.history(), explanation.links(), manifest.accept())) {
            each.forEach(statement -> said.addAll(List.of(statement.name(), statement.text())));
        }
        add(
                said,
                manifest.marker(),
                manifest.identity().file(),
                manifest.consent().state());
        return said;
    }

    private static void add(List<String> said, Property property) {
        add(said, property.name(), property.what());
        said.addAll(property.from());
        if (property.type() instanceof PropertyType.ClosedSet set) {
            said.addAll(set.values());
            add(said, set.otherwise());
        } else if (property.type() instanceof PropertyType.Bucket bucket) {
            said.addAll(bucket.labels());
        } else if (property.type() instanceof PropertyType.FreeText free) {
            add(said, free.justification(), Integer.toString(free.maxCharacters()));
        }
    }

    private static void add(List<String> said, @Nullable String... texts) {
        Arrays.stream(texts).filter(Objects::nonNull).forEach(said::add);
    }

    private static List<Property> properties(Manifest manifest) {
        List<Property> properties = new ArrayList<>();
        for (Event each : manifest.events()) {
            properties.addAll(manifest.properties(each));
        }
        return properties;
    }
}
