package dev.overt.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.manifest.Manifest;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No text of a manifest makes anything of a page but text. */
final class PageEscapingTest {
    private static final int MANIFESTS = 40;

    private static final Set<String> ELEMENTS = Set.of(
            "#root", "html", "head", "meta", "title", "style", "body", "a", "nav", "ul", "ol", "li", "main", "h1", "h2",
            "h3", "h4", "section", "p", "em", "strong", "code", "pre", "table", "caption", "thead", "tbody", "tr", "th",
            "td");

    private static final Set<String> ATTRIBUTES = Set.of(
            "lang",
            "charset",
            "http-equiv",
            "content",
            "name",
            "class",
            "href",
            "aria-label",
            "aria-labelledby",
            "id",
            "scope",
            "role",
            "data-column",
            "tabindex",
            "rel");

    static List<SamplePage> pages() {
        return SamplePage.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void markdown_readsLikeTheHtml_ofEverySample(SamplePage page) {
        assertSame(page.manifest());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_hasNothingButItsOwnElements_whateverTheTexts(SamplePage page) {
        int blocks = ReadPage.ofHtml(PageRenderer.html(new HostileText(0).manifest(page.manifest())))
                .lines()
                .size();
        for (long seed = 0; seed < MANIFESTS; seed++) {
            Manifest hostile = new HostileText(seed).manifest(page.manifest());
            String html = PageRenderer.html(hostile);
            assertOwnElements(Jsoup.parse(html), seed);
            assertThat(ReadPage.ofHtml(html).lines()).as("seed %s", seed).hasSize(blocks);
            assertThat(ReadPage.ofMarkdown(PageRenderer.markdown(hostile)).lines())
                    .as("seed %s", seed)
                    .containsExactlyElementsOf(ReadPage.ofHtml(html).lines());
        }
    }

    @Test
    void text_isRead_asItWasWritten() {
        for (long seed = 0; seed < 20 * MANIFESTS; seed++) {
            String text = new HostileText(seed).text();
            String read = text.replaceAll("[\\s\\u00a0]+", " ").strip();
            List<Prose> proses =
                    List.of(Prose.of("{}", text), Prose.theirs(text), Prose.of("{}", new Span.Strong(text)));
            Section section =
                    new Section("a", "a").items(proses).paragraph("{}", text).heading(3, "b", Prose.of("{}", text));
            section.table(
                    Prose.of("{}", text),
                    List.of("a", "b", "c", "d"),
                    List.of(List.of(proses.get(0), proses.get(1), proses.get(2), Prose.code(text.replace('\n', ' ')))));
            Page page = new Page(section, List.of());
            List<String> expected = List.of(
                    "h1 a",
                    "li " + read,
                    "li " + read,
                    "li " + read,
                    "p " + read,
                    "h3 " + read,
                    "p " + read,
                    "cell a",
                    "cell b",
                    "cell c",
                    "cell d",
                    "cell " + read,
                    "cell " + read,
                    "cell " + read,
                    "cell " + read);
            assertThat(ReadPage.ofHtml(HtmlWriter.write(page)).lines())
                    .as("seed %s", seed)
                    .isEqualTo(expected);
            assertThat(ReadPage.ofMarkdown(MarkdownWriter.write(page)).lines())
                    .as("seed %s", seed)
                    .isEqualTo(expected);
        }
    }

    private static void assertSame(Manifest manifest) {
        assertThat(ReadPage.ofMarkdown(PageRenderer.markdown(manifest)).lines())
                .containsExactlyElementsOf(
                        ReadPage.ofHtml(PageRenderer.html(manifest)).lines());
    }

    private static void assertOwnElements(Document document, long seed) {
        for (Element each : document.getAllElements()) {
            assertThat(ELEMENTS).as("seed %s", seed).contains(each.tagName());
            for (Attribute attribute : each.attributes()) {
                assertThat(ATTRIBUTES).as("seed %s", seed).contains(attribute.getKey());
            }
            if (each.hasAttr("href")) {
                assertThat(each.attr("href")).as("seed %s", seed).matches("#[a-z-]+|https?://[!-~]+|mailto:[!-~]+");
            }
        }
    }
}
