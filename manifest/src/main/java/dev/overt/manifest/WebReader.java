package dev.overt.manifest;

import dev.overt.manifest.Web.EarlierKey;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code web:}, which is needed where an event comes from a page. */
final class WebReader {
    private WebReader() {}

    static @Nullable Web read(Mapping file, Set<Surface> surfaces) {
        if (!surfaces.contains(Surface.WEB)) {
            file.optional("web")
                    .error(Rule.UNUSED, "No event has `trigger: page-view`.", "Remove `web`, or declare one.");
            return null;
        }
        Mapping web = file.required("web", "{ask: {title: …, text: …}, storage: telemetry-consent}")
                .mapping();
        Mapping ask = web.required("ask", "{title: Help improve InitRunner?, text: …}")
                .mapping();
        Web read = new Web(
                ask.required("title", "Help improve InitRunner?").word(),
                ask.required("text", "Send anonymous usage data (pages visited).")
                        .text(),
                button(ask, "accept", "Enable"),
                button(ask, "refuse", "No thanks"),
                web.required("storage", "telemetry-consent").word(Form.STORAGE_KEY),
                earlier(web.optional("refused-before")));
        ask.close();
        web.close();
        return read;
    }

    private static String button(Mapping ask, String key, String usual) {
        Value label = ask.optional(key);
        return label.isPresent() ? label.word() : usual;
    }

    private static List<EarlierKey> earlier(Value refusedBefore) {
        return refusedBefore.mapping().entries().stream()
                .map(entry -> new EarlierKey(
                        entry.key().word(Form.STORAGE_KEY), entry.value().words()))
                .toList();
    }
}
