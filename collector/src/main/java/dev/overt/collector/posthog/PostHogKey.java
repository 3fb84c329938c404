package dev.overt.collector.posthog;

import dev.overt.collector.web.RefusedRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The write key of one PostHog request. What names it first counts: the top of the body, an event, an event's properties.
 * Without one at the top all events must name the same.
 */
final class PostHogKey {
    private static final List<String> NAMES = List.of("api_key", "token", "$token");
    private static final String PERSONAL = "phx_";

    private @Nullable String top;
    private @Nullable String named;

    /** Whether a field of this name at the top of the body, or of an event, says the key. */
    static boolean isName(String name) {
        return NAMES.contains(name);
    }

    /** Takes a field at the top of the body. */
    void takeTop(@Nullable Object sent) {
        if (top == null) {
            top = text(sent);
        }
    }

    /**
     * Takes the key that an event names, if it names one.
     *
     * @throws RefusedRequest 400 if another event has named another
     */
    void takeEvent(Map<String, @Nullable Object> fields, Map<String, @Nullable Object> properties) {
        String inFields = find(fields);
        String own = inFields != null ? inFields : find(properties);
        if (top == null && own != null && named != null && !own.equals(named)) {
            throw new RefusedRequest(400, "the events name several keys; send those of one key at once");
        }
        named = own != null ? own : named;
    }

    /**
     * The key, or an empty text if none was named.
     *
     * @throws RefusedRequest 401 for a personal key, which must never be part of a program
     */
    String value() {
        String key = top != null ? top : named;
        if (key != null && key.startsWith(PERSONAL)) {
            throw new RefusedRequest(401, "this is a personal key; send the product's write key, and revoke this one");
        }
        return key == null ? "" : key;
    }

    private static @Nullable String find(Map<String, @Nullable Object> fields) {
        for (String name : NAMES) {
            String key = text(fields.get(name));
            if (key != null) {
                return key;
            }
        }
        return null;
    }

    /** Without the line end that copying a key may have added. */
    private static @Nullable String text(@Nullable Object sent) {
        return sent instanceof String text && !text.isBlank() ? text.strip() : null;
    }
}
