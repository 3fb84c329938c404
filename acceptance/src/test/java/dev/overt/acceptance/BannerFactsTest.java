package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the generated banner reports of given facts: those of web pages in {@code protocol/golden/facts.tsv}, byte for byte,
 * from one real browser.
 *
 * <pre>
 * path   what is opened: a path, and what follows it in an address
 * base   the path below which the product's pages are; / where the row has none
 * </pre>
 */
final class BannerFactsTest {
    private static final Path GOLDEN = Checkout.ROOT.resolve("protocol/golden");
    private static final Pattern ROW =
            Pattern.compile("web\t(?<event>\\w+)\t(?:base=(?<base>[^;]*);)?path=(?<path>[^\t]*)\t(?<properties>.*)");
    private static final Pattern UPLOAD = Pattern.compile(
            ".*\"events\":\\[\\{\"id\":\"[0-9a-f-]{36}\",\"event\":\"(?<event>\\w+)\",\"install\":\"[0-9a-f]{32}\","
                    + "\"at_millis\":[0-9]{13},\"properties\":(?<properties>.*)}]}");

    @Test
    void page_reportsTheFacts() throws IOException {
        List<Matcher> rows = rows();
        assertThat(rows).hasSizeGreaterThan(15);
        try (Chromium chromium = new Chromium();
                BannerSite site = new BannerSite();
                BannerVisitor visitor = new BannerVisitor(chromium, site)) {
            site.use(Files.readString(GOLDEN.resolve("facts.yaml")));
            site.collector = "http://KEY@127.0.0.1:9";
            visitor.context.route("http://127.0.0.1:9/**", Route::abort);
            visitor.open("/");
            visitor.choose("Enable");
            for (Matcher row : rows) {
                site.base = row.group("base") == null ? "/" : row.group("base");
                assertThat(reported(visitor, row.group("path")))
                        .as("%s", row.group())
                        .isEqualTo(row.group("event") + " " + row.group("properties"));
            }
        }
    }

    private static List<Matcher> rows() throws IOException {
        try (Stream<String> lines = Files.lines(GOLDEN.resolve("facts.tsv"))) {
            return lines.filter(line -> line.startsWith("web\t"))
                    .map(line -> match(ROW, line))
                    .toList();
        }
    }

    /** The one event of the upload that a visit of {@code path} ends in, and its properties. */
    private static String reported(BannerVisitor visitor, String path) {
        Request upload = visitor.page.waitForRequest("**/v1/events", () -> {
            visitor.open(path);
            visitor.page.evaluate("dispatchEvent(new Event('pagehide'))");
        });
        Matcher event = match(UPLOAD, upload.postData());
        return event.group("event") + " " + event.group("properties");
    }

    private static Matcher match(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.matches()).as("%s", text).isTrue();
        return matcher;
    }
}
