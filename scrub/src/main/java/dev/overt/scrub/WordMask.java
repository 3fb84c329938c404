package dev.overt.scrub;

import org.jspecify.annotations.Nullable;

/** What a single word of a text gives away, as the placeholder that is to stand for it. */
final class WordMask {
    static final String PATH = "<path>";
    static final String URL = "<url>";
    static final String HOST = "<host>";
    static final String EMAIL = "<email>";
    static final String IP = "<ip>";

    /** Everything that separates the parts of a path, or looks as if. */
    private static final String SEPARATORS = "/\\\u2044\u2215\u29f5\uff0f\uff3c";

    private static final String PLAIN = " and/or I/O n/a N/A read/write SSL/TLS TCP/IP ";
    private static final String[] SCHEMES = "jdbc: mailto: data:".split(" ", -1);

    private WordMask() {}

    /** Null where the word may stay; {@code next} is the character after it. */
    static @Nullable String of(String word, char next) {
        if (isUrl(word)) {
            return word.regionMatches(true, 0, "file:", 0, 5) ? PATH : URL;
        }
        if (isEmail(word) || (next == '[' && word.endsWith("@"))) {
            return EMAIL;
        }
        if (Addresses.hasIp(word)) {
            return IP;
        }
        if (isPath(word, next)) {
            return PATH;
        }
        if (Secrets.isSecret(word)) {
            return TextScrubber.SECRET;
        }
        return Addresses.hasHost(word, next) ? HOST : null;
    }

    static boolean isSeparator(char each) {
        return SEPARATORS.indexOf(each) >= 0;
    }

    private static boolean isUrl(String word) {
        if (word.indexOf("://") > 0) {
            return true;
        }
        for (String each : SCHEMES) {
            if (word.regionMatches(true, 0, each, 0, each.length())) {
                return true;
            }
        }
        return false;
    }

    /** Something stands on both sides of the sign; an annotation's begins the word. */
    private static boolean isEmail(String word) {
        for (int i = 1; i < word.length() - 1; i++) {
            if (word.charAt(i) == '@' || word.charAt(i) == '\uff20' || word.regionMatches(true, i, "%40", 0, 3)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPath(String word, char next) {
        int length = word.length();
        boolean named = false;
        boolean separated = false;
        for (int i = 0; i < length; i++) {
            char each = word.charAt(i);
            named |= Character.isLetterOrDigit(each) || each > 0x7f;
            separated |= isSeparator(each)
                    || word.regionMatches(true, i, "%2f", 0, 3)
                    || word.regionMatches(true, i, "%5c", 0, 3);
        }
        if (separated) {
            return (named || next != ' ') && !isPlain(word);
        }
        boolean drive = length > 2 && word.charAt(1) == ':' && Character.isLetter(word.charAt(0));
        return drive || (length > 1 && word.charAt(0) == '~' && named);
    }

    /** A word that people write with a slash, or the version of HTTP. */
    private static boolean isPlain(String word) {
        int end = word.length();
        while (end > 0 && ".:!?".indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        if (PLAIN.contains(" " + word.substring(0, end) + " ")) {
            return true;
        }
        int digits = 0;
        for (int i = 5; i < end; i++) {
            char each = word.charAt(i);
            digits += (each >= '0' && each <= '9') || each == '.' ? 1 : 0;
        }
        return word.startsWith("HTTP/") && end <= 8 && digits == end - 5;
    }
}
