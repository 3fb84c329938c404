package dev.overt.codegen;

import java.nio.charset.StandardCharsets;

/** Where a link may lead: to the web or to a mailbox, written so that it ends neither an attribute nor a bracket. */
final class LinkTarget {
    private static final String PLAIN = "-._/:?#@!$&+,;=%";

    private LinkTarget() {}

    /** The URL with everything else percent-encoded; empty where there must be no link. */
    static String of(String url) {
        if (!url.matches("(?s)(https?://|mailto:).+")) {
            return "";
        }
        StringBuilder target = new StringBuilder();
        for (byte each : url.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(each)) {
                target.append((char) each);
            } else {
                target.append('%').append(hexadecimal(each >> 4)).append(hexadecimal(each));
            }
        }
        return target.toString();
    }

    private static char hexadecimal(int digit) {
        return Character.toUpperCase(Character.forDigit(digit & 0xf, 16));
    }

    private static boolean isPlain(byte each) {
        return (each >= 'a' && each <= 'z')
                || (each >= 'A' && each <= 'Z')
                || (each >= '0' && each <= '9')
                || PLAIN.indexOf(each) >= 0;
    }
}
