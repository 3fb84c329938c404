package dev.overt.scrub;

/**
 * Takes out of a text, in one pass, what may point at a person, a machine or a file: what is found becomes
 * {@code <path>, <url>, <host>, <email>, <ip>} or {@code <secret>}. On doubt it takes out too much.
 */
final class TextScrubber {
    static final int MAX_CHARACTERS = 8192;
    static final String SECRET = "<secret>";
    /** What a key in PEM begins with, of which all lines belong together. */
    private static final String PRIVATE_KEY = "-----BEGIN";

    /** How many words may stand between parts of a path that has spaces in it. */
    private static final int MAX_GAP = 4;

    private static final String OPENING = "\"'`\u201c\u2018\u00ab";
    private static final String CLOSING = "\"'`\u201d\u2019\u00bb";
    private static final String DELIMITERS = " ()[]{}<>,;=|" + OPENING + CLOSING;
    /** What may stand inside an e-mail address, so that one may begin before it. */
    private static final String IN_ADDRESS = "={}|'";

    private final CharSequence text;
    private final String[] places;
    private final StringBuilder out = new StringBuilder();
    private int at;
    /** Whether the last word names a secret, and whether what comes next is one. */
    private boolean afterKey;

    private boolean beforeValue;
    /** The character that closes the open quotation; 0 where none is open. */
    private char quote;
    /** Where in {@code out} the last quotation began, and the word after the last space. */
    private int quoteFrom;

    private int wordFrom;
    /** End of a path in {@code out} that may go on after a space, or -1; how many words came since. */
    private int pathEnd = -1;

    private int gap;

    /** {@code text} is one line; {@code places} are directories to take out wherever they stand. */
    TextScrubber(CharSequence text, String... places) {
        this.text = text;
        this.places = places;
    }

    /** The first {@code MAX_CHARACTERS} of {@code text}, scrubbed, in one line. */
    static String scrub(String text, String... places) {
        String line = OneLine.of(text, MAX_CHARACTERS);
        // What is cut in the middle can no longer be told.
        boolean cut = text.length() > MAX_CHARACTERS;
        String whole = cut ? line.substring(0, line.lastIndexOf(' ') + 1) : line;
        String scrubbed = new TextScrubber(whole, places).scrub();
        return cut ? scrubbed + SECRET : scrubbed;
    }

    String scrub() {
        while (at < text.length()) {
            char each = text.charAt(at);
            if (each == ' ') {
                out.append(each);
                at++;
                wordFrom = out.length();
            } else if (beforeValue) {
                value(each);
            } else if (isDelimiter(at)) {
                delimiter(each);
            } else if (afterKey && each == ':') {
                out.append(each);
                at++;
                beforeValue = true;
            } else {
                word();
            }
        }
        return out.toString();
    }

    private void delimiter(char each) {
        out.append(each);
        at++;
        pathEnd = -1;
        int opening = OPENING.indexOf(each);
        if (each == quote) {
            quote = 0;
        } else if (opening >= 0 && quote == 0) {
            quote = CLOSING.charAt(opening);
            quoteFrom = out.length() - 1;
        } else if (opening < 0) {
            beforeValue = each == '=' && (afterKey || Secrets.isNameKey(text, 1 + lastBefore(at - 1), each));
            afterKey = false;
        }
        if (IN_ADDRESS.indexOf(each) < 0) {
            wordFrom = out.length();
        }
    }

    private void word() {
        int end = at;
        int placeEnd = -1;
        while (end < text.length()
                && !isDelimiter(end)
                && !(end > at && text.charAt(end) == ':' && Secrets.isKey(text, end))) {
            placeEnd = placeEnd(end);
            if (placeEnd >= 0) {
                mask(WordMask.PATH, placeEnd);
                return;
            }
            end++;
        }
        String word = text.subSequence(at, end).toString();
        if (word.startsWith(PRIVATE_KEY)) {
            out.append(SECRET);
            at = text.length();
            return;
        }
        String placeholder = WordMask.of(word, end < text.length() ? text.charAt(end) : ' ');
        if (placeholder != null) {
            mask(placeholder, end);
        } else {
            keep(word);
        }
    }

    private void keep(String word) {
        out.append(word);
        at += word.length();
        gap++;
        if (gap > MAX_GAP || ":.!?".indexOf(word.charAt(word.length() - 1)) >= 0) {
            pathEnd = -1;
        }
        expect(at);
        boolean flag = word.startsWith("--") && (afterKey || Secrets.isNameKey(text, at, '='));
        beforeValue |= Secrets.isScheme(word) || flag;
    }

    /** Replaces a word, of which all to {@code from} was looked at, and what may belong to it. */
    private void mask(String placeholder, int from) {
        boolean path = placeholder.equals(WordMask.PATH);
        boolean spaced = quote != 0 && (path || placeholder.equals(WordMask.URL));
        boolean goesOn = pathEnd >= 0 && (path || placeholder.equals(WordMask.HOST)) && !isAbsolute();
        if (placeholder.equals(WordMask.EMAIL)) {
            out.setLength(Math.min(out.length(), text.charAt(at) == '@' ? quoteFrom : wordFrom));
        }
        if (goesOn) {
            out.setLength(pathEnd);
        } else {
            out.append(placeholder);
        }
        pathEnd = (path && !spaced) || goesOn ? out.length() : -1;
        gap = 0;
        int start = at;
        at = from;
        boolean alone = placeholder.equals(WordMask.HOST) || placeholder.equals(WordMask.IP);
        while (!alone && at < text.length() && !(spaced ? closes(at) : ends(at))) {
            at++;
        }
        while (!spaced && at > start + 1 && ")]},.;:!?=".indexOf(text.charAt(at - 1)) >= 0) {
            at--;
        }
        expect(at);
    }

    /** Replaces the value of a secret: a quotation, or all up to a space. It may be the name of a secret itself. */
    private void value(char first) {
        int opening = OPENING.indexOf(first);
        if (opening >= 0) {
            out.append(first).append(SECRET).append(CLOSING.charAt(opening));
            at = closingEnd(at + 1, CLOSING.charAt(opening));
            expect(at - 1);
            return;
        }
        int start = at++;
        while (at < text.length() && text.charAt(at) != ' ' && !closes(at)) {
            at++;
        }
        String value = text.subSequence(start, at).toString();
        boolean scheme = Secrets.isSchemeOfHeader(value);
        out.append(scheme ? value : SECRET);
        expect(at);
        beforeValue |= scheme || (afterKey && value.startsWith("--"));
    }

    /** Looks at what stands before {@code end}: the name of a secret, or one with its colon or equals sign. */
    private void expect(int end) {
        int last = lastBefore(end);
        boolean sign = last >= 0 && (text.charAt(last) == ':' || text.charAt(last) == '=');
        int keyEnd = 1 + (sign ? lastBefore(last) : last);
        boolean key = Secrets.isKey(text, keyEnd);
        afterKey = key && !sign;
        beforeValue = sign && (key || Secrets.isNameKey(text, keyEnd, text.charAt(last)));
    }

    /** Spaces do not come in twos. */
    private int lastBefore(int end) {
        return end > 0 && text.charAt(end - 1) == ' ' ? end - 2 : end - 1;
    }

    /**
     * Behind the character that closes a quotation, or the end; a backslash takes the next one's meaning. Behind a colon
     * or an equals sign it opens another one instead, which then belongs to the first.
     */
    private int closingEnd(int from, char closing) {
        int end = from;
        while (end < text.length() && (text.charAt(end) != closing || isBehindSign(end, from))) {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(end + 1, text.length());
    }

    private boolean isBehindSign(int end, int from) {
        int last = lastBefore(end);
        return last >= from && (text.charAt(last) == ':' || text.charAt(last) == '=');
    }

    private boolean isAbsolute() {
        return "/\\~".indexOf(text.charAt(at)) >= 0 || (at + 1 < text.length() && text.charAt(at + 1) == ':');
    }

    private boolean closes(int index) {
        return text.charAt(index) == quote && isDelimiter(index);
    }

    private boolean ends(int index) {
        char each = text.charAt(index);
        return " \"`<>\u201c\u201d\u00ab\u00bb".indexOf(each) >= 0 || closes(index);
    }

    /** An apostrophe within a word is none. */
    private boolean isDelimiter(int index) {
        char each = text.charAt(index);
        boolean apostrophe = each == '\'' || each == '\u2019';
        return DELIMITERS.indexOf(each) >= 0
                && !(apostrophe && isWordCharacter(index - 1) && isWordCharacter(index + 1));
    }

    private boolean isWordCharacter(int index) {
        return index >= 0 && index < text.length() && Character.isLetterOrDigit(text.charAt(index));
    }

    /** Where the place that starts at {@code index} ends; -1 where none starts. */
    private int placeEnd(int index) {
        for (String each : places) {
            int length = 0;
            while (length < each.length()
                    && index + length < text.length()
                    && isSame(each.charAt(length), text.charAt(index + length))) {
                length++;
            }
            if (length > 2 && length == each.length()) {
                return index + length;
            }
        }
        return -1;
    }

    /** Upper and lower case are the same, and so are the separators of all systems. */
    private static boolean isSame(char place, char given) {
        return Character.toLowerCase(place) == Character.toLowerCase(given)
                || (WordMask.isSeparator(place) && WordMask.isSeparator(given));
    }
}
