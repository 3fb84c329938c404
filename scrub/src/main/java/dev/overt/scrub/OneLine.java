package dev.overt.scrub;

/** What a terminal would show of a text, in one line without space to spare. */
final class OneLine {
    private static final char ESCAPE = '\u001b';
    private static final char CONTROL_SEQUENCE = '\u009b';
    private static final char BELL = '\u0007';
    private static final char STRING_END = '\u009c';

    private static final char FIRST_WIDE = '\uff01';
    private static final char LAST_WIDE = '\uff5e';

    private final CharSequence text;
    private final int end;
    private final StringBuilder line = new StringBuilder();
    private int at;

    private OneLine(CharSequence text, int maxCharacters) {
        this.text = text;
        this.end = Math.min(text.length(), maxCharacters);
    }

    /** Reads the first {@code maxCharacters} of {@code text}, and nothing after them. */
    static String of(CharSequence text, int maxCharacters) {
        return new OneLine(text, maxCharacters).read();
    }

    private String read() {
        while (at < end) {
            char each = text.charAt(at);
            if (each == ESCAPE) {
                at++;
                skipEscape();
            } else if (each == CONTROL_SEQUENCE) {
                at++;
                skipControlSequence();
            } else {
                append(each);
            }
        }
        int length = line.length();
        return line.substring(0, length > 0 && line.charAt(length - 1) == ' ' ? length - 1 : length);
    }

    private void append(char given) {
        char each = narrow(given);
        at++;
        if (Character.isWhitespace(each) || Character.isSpaceChar(each) || each == '\u0085') {
            if (line.length() > 0 && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        } else if (Character.isHighSurrogate(each)) {
            if (at < end && Character.isLowSurrogate(text.charAt(at))) {
                char low = text.charAt(at++);
                if (Character.getType(Character.toCodePoint(each, low)) != Character.FORMAT) {
                    line.append(each).append(low);
                }
            }
        } else if (!Character.isISOControl(each)
                && !Character.isLowSurrogate(each)
                && Character.getType(each) != Character.FORMAT) {
            line.append(each);
        }
    }

    /** The ASCII character of a full-width form, which looks like it; any other as it is. */
    private static char narrow(char each) {
        return each >= FIRST_WIDE && each <= LAST_WIDE ? (char) (each - FIRST_WIDE + '!') : each;
    }

    /** Skips what follows the character ESC; a string that does not end hides all that comes after. */
    private void skipEscape() {
        if (at == end) {
            return;
        }
        char kind = text.charAt(at++);
        if (kind == '[') {
            skipControlSequence();
        } else if ("]PX^_".indexOf(kind) >= 0) {
            char each = 0;
            while (at < end && each != BELL && each != STRING_END && each != ESCAPE) {
                each = text.charAt(at++);
            }
            if (each == ESCAPE) {
                at++;
            }
        } else if ("()*+#%".indexOf(kind) >= 0) {
            at++;
        }
    }

    private void skipControlSequence() {
        while (at < end && "0123456789;:<=>?".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (at < end && text.charAt(at) > ' ' && text.charAt(at) < 0x7f) {
            at++;
        }
    }
}
