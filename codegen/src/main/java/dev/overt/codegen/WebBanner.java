package dev.overt.codegen;

import dev.overt.manifest.Event;
import dev.overt.manifest.Identity;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Property;
import dev.overt.manifest.PropertyType;
import dev.overt.manifest.Surface;
import dev.overt.manifest.Web;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Renders {@code telemetry-banner.js}, the ES module of a product's web pages: it asks for consent, and reports the
 * declared page views of those who agree. All but the manifest is the same for every product, and stands in the resource
 * of that name.
 */
final class WebBanner {
    private static final String PLACE = "const manifest = {};";
    /** What the resource explains to those who change it; browsers need not load that. */
    private static final String REMARK = "(?m)^ *// .*\n";
    /** The usual words of the buttons, which the module has in several languages. */
    private static final String REFUSE = "No thanks";

    private static final String ACCEPT = "Enable";

    private WebBanner() {}

    /**
     * The module.
     *
     * @throws IllegalArgumentException if no event comes from a page
     */
    static String render(Manifest manifest) {
        Web web = manifest.web();
        if (web == null) {
            throw new IllegalArgumentException("no event comes from web pages, and a banner reports no other");
        }
        String module = resource();
        int head = module.indexOf("\n\n");
        String literal = JavaScriptText.literal(values(manifest, web));
        return module.substring(0, head)
                + module.substring(head).replaceAll(REMARK, "").replace(PLACE, PLACE.replace("{}", literal));
    }

    private static Map<String, Object> values(Manifest manifest, Web web) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("product", manifest.product().id());
        values.put("hash", manifest.hash());
        values.put("collector", manifest.delivery().collector().toString());
        values.put("timeoutMillis", manifest.delivery().timeout().toMillis());
        values.put("covers", manifest.consent().covers());
        values.put("install", manifest.identity().kind() == Identity.Kind.INSTALL_ID);
        values.put("storage", web.storage());
        Map<String, List<String>> refusedBefore = new LinkedHashMap<>();
        web.refusedBefore().forEach(earlier -> refusedBefore.put(earlier.key(), earlier.values()));
        values.put("refusedBefore", refusedBefore);
        values.put("words", words(web));
        Map<String, Object> events = new LinkedHashMap<>();
        manifest.events(Surface.WEB).forEach(event -> events.put(event.name(), event(manifest, event)));
        values.put("events", events);
        return values;
    }

    private static Map<String, String> words(Web web) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("title", web.title());
        words.put("text", web.text());
        if (!web.refuse().equals(REFUSE)) {
            words.put("refuse", web.refuse());
        }
        if (!web.accept().equals(ACCEPT)) {
            words.put("accept", web.accept());
        }
        return words;
    }

    /** What is worded in the language of the page. */
    static List<String> translated(Web web) {
        List<String> translated = new ArrayList<>();
        if (web.refuse().equals(REFUSE)) {
            translated.add(REFUSE);
        }
        if (web.accept().equals(ACCEPT)) {
            translated.add(ACCEPT);
        }
        return translated;
    }

    private static Map<String, Object> event(Manifest manifest, Event event) {
        Map<String, Object> properties = new LinkedHashMap<>();
        manifest.properties(event).forEach(property -> properties.put(property.name(), property(property)));
        Map<String, Object> values = until(event.expires());
        values.put("properties", properties);
        return values;
    }

    /** All that a page knows is its place in a closed set. */
    private static Map<String, Object> property(Property property) {
        PropertyType.ClosedSet set = (PropertyType.ClosedSet) property.type();
        Map<String, Object> values = until(property.expires());
        values.put("values", set.values());
        if (set.otherwise() != null) {
            values.put("otherwise", set.otherwise());
        }
        return values;
    }

    private static Map<String, Object> until(@Nullable LocalDate expires) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (expires != null) {
            values.put("until", expires.toString());
        }
        return values;
    }

    private static String resource() {
        try (InputStream module =
                Objects.requireNonNull(WebBanner.class.getResourceAsStream("telemetry-banner.js"), "the module")) {
            return new String(module.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
