package dev.overt.scrub;

import java.util.Locale;

/** What addresses of machines look like. */
final class Addresses {
    /** Top-level names that are told from the name of a class however they are written. */
    private static final String TOP_LEVEL =
            " app arpa biz ch cloud co com corp de dev edu eu fr gov home info int internal"
                    + " io lan local mil net nl org ru uk us ";

    private Addresses() {}

    /** Where the four numbers of at most three digits that start at {@code at} end; -1 where none start. */
    private static int ipv4End(String text, int at) {
        int end = at;
        for (int part = 0; part < 4; part++) {
            if (part > 0 && (end >= text.length() || text.charAt(end++) != '.')) {
                return -1;
            }
            int start = end;
            while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
                end++;
            }
            if (end == start || end > start + 3) {
                return -1;
            }
        }
        return end;
    }

    /** Whether a word holds an address of version 4 or 6. */
    static boolean hasIp(String word) {
        for (int i = 0; i < word.length(); i++) {
            char before = i == 0 ? ' ' : word.charAt(i - 1);
            if (before != '.' && !isDigit(before) && isWholeIpv4(word, i)) {
                return true;
            }
        }
        int end = 0;
        for (int start = 0; start < word.length(); start = end + 1) {
            end = start;
            while (end < word.length() && (word.charAt(end) == ':' || Character.digit(word.charAt(end), 16) >= 0)) {
                end++;
            }
            if (isIpv6(word, start, end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWholeIpv4(String word, int at) {
        int end = ipv4End(word, at);
        if (end < 0 || end == word.length()) {
            return end >= 0;
        }
        boolean goesOn = word.charAt(end) == '.' && end + 1 < word.length() && isDigit(word.charAt(end + 1));
        return !goesOn && !isDigit(word.charAt(end));
    }

    /** Tells from hexadecimal digits and colons, those left out that belong to a word at either side. */
    private static boolean isIpv6(String word, int from, int to) {
        int start = from;
        int end = to;
        while (from > 0
                && Character.isLetterOrDigit(word.charAt(from - 1))
                && start < end
                && word.charAt(start) != ':') {
            start++;
        }
        while (to < word.length()
                && Character.isLetterOrDigit(word.charAt(to))
                && end > start
                && word.charAt(end - 1) != ':') {
            end--;
        }
        int colons = 0;
        boolean doubled = false;
        for (int i = start; i < end; i++) {
            colons += word.charAt(i) == ':' ? 1 : 0;
            doubled |= i > start && word.charAt(i) == ':' && word.charAt(i - 1) == ':';
        }
        return end - start > colons && (doubled || colons >= 4);
    }

    /** Whether a word holds the name of a host; {@code next} is the character after the word. */
    static boolean hasHost(String word, char next) {
        int end = 0;
        for (int start = 0; start < word.length(); start = end + 1) {
            end = start;
            while (end < word.length() && isNameCharacter(word.charAt(end))) {
                end++;
            }
            if (isHost(word.substring(start, end), end < word.length() ? word.charAt(end) : next)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNameCharacter(char each) {
        return Character.isLetterOrDigit(each) || each > 0x7f || "-_.".indexOf(each) >= 0;
    }

    private static boolean isHost(String run, char next) {
        int end = run.length();
        while (end > 0 && run.charAt(end - 1) == '.') {
            end--;
        }
        String name = run.substring(0, end);
        int dot = name.lastIndexOf('.');
        String last = name.substring(dot + 1);
        return name.equalsIgnoreCase("localhost")
                || (dot > 0 && name.charAt(dot - 1) != '.' && isTopLevel(last) && !isCode(name, dot, last, next));
    }

    /** At least two characters, the first a letter, the others letters or hyphens. */
    private static boolean isTopLevel(String label) {
        boolean encoded = label.regionMatches(true, 0, "xn--", 0, 4);
        for (int i = 0; i < label.length(); i++) {
            char each = label.charAt(i);
            boolean plain = Character.isLetter(each) || each > 0x7f;
            if (!(plain || (i > 0 && (each == '-' || (encoded && isDigit(each)))))) {
                return false;
            }
        }
        return label.length() > 1;
    }

    /** Whether the name is that of a class, or of a method of one that is called. */
    private static boolean isCode(String name, int dot, String last, char next) {
        String lowerCase = last.toLowerCase(Locale.ROOT);
        boolean shouted = last.length() == 2 && last.equals(last.toUpperCase(Locale.ROOT));
        if (shouted || TOP_LEVEL.contains(" " + lowerCase + " ")) {
            return false;
        }
        int before = name.lastIndexOf('.', dot - 1) + 1;
        return Character.isUpperCase(last.charAt(0))
                || (Character.isUpperCase(name.charAt(before)) && (next == '(' || next == '$'));
    }

    private static boolean isDigit(char each) {
        return each >= '0' && each <= '9';
    }
}
