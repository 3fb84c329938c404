package dev.overt.collector.dashboard;

import dev.overt.collector.web.Answer;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A rendered HTML page with the headers that let it load, and send to, nothing but the collector itself. */
@SuppressWarnings("NullAway") // generated templates take null for no interceptor
final class Page {
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "Referrer-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private Page() {}

    static Answer product(ProductView view) {
        return html(200, Map.of(), output -> JteproductGenerated.render(output, null, view));
    }

    static Answer front(FrontView view) {
        return html(200, Map.of(), output -> JtefrontGenerated.render(output, null, view));
    }

    static Answer published(PublicView view) {
        return html(200, Map.of(), output -> JtepublicGenerated.render(output, null, view));
    }

    static Answer message(int status, String title, String text) {
        return html(status, Map.of(), output -> JtemessageGenerated.render(output, null, title, text));
    }

    static Answer login(int status, String formToken, @Nullable String problem, String cookie) {
        return html(
                status,
                Map.of("Set-Cookie", cookie),
                output -> JteloginGenerated.render(output, null, formToken, problem));
    }

    static Answer redirect(String path) {
        return new Answer(303, "text/plain", Map.of("Location", path, "Cache-Control", "no-store"), new byte[0]);
    }

    static Answer redirect(String path, String cookie) {
        return new Answer(
                303,
                "text/plain",
                Map.of("Location", path, "Cache-Control", "no-store", "Set-Cookie", cookie),
                new byte[0]);
    }

    private static Answer html(int status, Map<String, String> more, Consumer<HtmlTemplateOutput> template) {
        StringOutput text = new StringOutput(16 << 10);
        template.accept(new OwaspHtmlTemplateOutput(text));
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.putAll(more);
        return Answer.text(status, "text/html; charset=utf-8", headers, text.toString());
    }
}
