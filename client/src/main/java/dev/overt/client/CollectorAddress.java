package dev.overt.client;

import org.jspecify.annotations.Nullable;

/** Where events are sent, and the write key that allows it: {@code http://KEY@HOST:PORT/}. */
record CollectorAddress(String url, String writeKey) {

    /**
     * That of the first variable which is set, otherwise the built-in one. Null where it is not an address or has
     * no key: then nothing is sent anywhere.
     */
    static @Nullable CollectorAddress of(Policy policy, Surroundings surroundings) {
        for (String each : policy.collectorVariables) {
            String value = surroundings.environment().get(each);
            if (value != null && !value.isBlank()) {
                return parse(value.trim());
            }
        }
        return parse(policy.collector);
    }

    static @Nullable CollectorAddress parse(String text) {
        int scheme = text.startsWith("http://") ? 7 : text.startsWith("https://") ? 8 : 0;
        int at = text.indexOf('@');
        int path = text.indexOf('/', scheme);
        if (scheme == 0 || at <= scheme || (path >= 0 && path < at) || !isPlain(text)) {
            return null;
        }
        int end = text.length();
        while (text.charAt(end - 1) == '/') {
            end--;
        }
        return end > at + 1
                ? new CollectorAddress(
                        text.substring(0, scheme) + text.substring(at + 1, end), text.substring(scheme, at))
                : null;
    }

    /** As one text again. */
    @Override
    public String toString() {
        int scheme = url.indexOf("://") + 3;
        return url.substring(0, scheme) + writeKey + "@" + url.substring(scheme);
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f || "\"<>\\^`{|}?#".indexOf(text.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }
}
