package dev.overt.collector.dashboard;

import dev.overt.collector.web.Answer;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A rendered HTML page with the headers that let it load nothing but the collector's own style sheet and script. */
@SuppressWarnings("NullAway") // generated templates take null for no interceptor
final class Page {
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private Page() {}

    static Answer product(ProductView view, @Nullable String warning) {
        return html(200, output -> JteproductGenerated.render(output, null, view, warning));
    }

    static Answer front(List<FrontEntry> entries, @Nullable String warning) {
        return html(200, output -> JtefrontGenerated.render(output, null, entries, warning));
    }

    static Answer message(int status, String title, String text) {
        return html(status, output -> JtemessageGenerated.render(output, null, title, text));
    }

    private static Answer html(int status, Consumer<HtmlTemplateOutput> template) {
        StringOutput text = new StringOutput(16 << 10);
        template.accept(new OwaspHtmlTemplateOutput(text));
        return Answer.text(status, "text/html; charset=utf-8", HEADERS, text.toString());
    }
}
