package dev.overt.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PageRendererTest {
    static List<SamplePage> pages() {
        return SamplePage.all();
    }

    static List<SamplePage> examples() {
        return SamplePage.examples();
    }

    /** What was rendered is left in {@code target/pages}, to be looked at, and copied to the example where it is right. */
    @ParameterizedTest
    @MethodSource("pages")
    void page_isRendered_ofEverySample(SamplePage page) throws IOException {
        Path left = Path.of("target/pages", page.name());
        Files.createDirectories(left);
        Files.writeString(left.resolve("TELEMETRY.md"), PageRenderer.markdown(page.manifest()));
        Files.writeString(left.resolve("telemetry.html"), PageRenderer.html(page.manifest()));
        assertThat(left).isDirectoryContaining("glob:**.md").isDirectoryContaining("glob:**.html");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void committedPage_isTheRenderedOne_ofEveryExample(SamplePage page) throws IOException {
        assertThat(PageRenderer.markdown(page.manifest())).isEqualTo(page.committed());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_isTheSame_inEveryLocaleAndTimeZone(SamplePage page) {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        String expected = both(page.manifest());
        try {
            for (String tag : List.of("tr-TR", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva", "de-DE")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
                assertThat(both(page.manifest())).as(tag).isEqualTo(expected);
            }
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    private static String both(Manifest manifest) {
        return PageRenderer.markdown(manifest) + PageRenderer.html(manifest);
    }
}
