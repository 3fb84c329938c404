package dev.overt.scrub;

/** Where the literals, names and comments of an SQL text end; each method takes where they start. */
final class SqlLiterals {
    private static final String OPENING = "[{(<";
    private static final String CLOSING = "]})>";

    private final CharSequence sql;
    private final int end;

    SqlLiterals(CharSequence sql, int end) {
        this.sql = sql;
        this.end = end;
    }

    int lineEnd(int start) {
        int at = start;
        while (at < end && sql.charAt(at) != '\n' && sql.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    /** Comments nest; where they do not, the more is left out. */
    int commentEnd(int start) {
        int depth = 0;
        int at = start;
        while (at + 1 < end) {
            char each = sql.charAt(at);
            char next = sql.charAt(at + 1);
            if (each == '/' && next == '*') {
                depth++;
                at += 2;
            } else if (each == '*' && next == '/') {
                depth--;
                at += 2;
                if (depth == 0) {
                    return at;
                }
            } else {
                at++;
            }
        }
        return end;
    }

    /**
     * A doubled mark stands for itself. Where a backslash stands before a mark and it is not known whether it
     * {@code escapes}, one dialect ends the literal and another does not: it goes on to the end of the text.
     */
    int quotedEnd(int start, boolean escapes) {
        char mark = sql.charAt(start);
        boolean escaped = false;
        for (int at = start + 1; at < end; at++) {
            char each = sql.charAt(at);
            if (each == mark && escaped && !escapes) {
                return end;
            }
            if (each == mark && !escaped) {
                if (at + 1 >= end || sql.charAt(at + 1) != mark) {
                    return at + 1;
                }
                at++;
            }
            escaped = each == '\\' && !escaped;
        }
        return end;
    }

    /** The literal at {@code mark} whose kind the letters from {@code start} tell. */
    int prefixedEnd(int start, int mark) {
        char last = sql.charAt(mark - 1);
        if ((last == 'q' || last == 'Q') && mark - start <= 2) {
            return alternativeEnd(mark);
        }
        return quotedEnd(mark, mark - start == 1 && (last == 'e' || last == 'E'));
    }

    /** Oracle's {@code q'[...]'}, with any character for the bracket. */
    private int alternativeEnd(int mark) {
        char opening = mark + 1 < end ? sql.charAt(mark + 1) : ' ';
        int pair = OPENING.indexOf(opening);
        char closing = pair < 0 ? opening : CLOSING.charAt(pair);
        for (int at = mark + 2; at + 1 < end; at++) {
            if (sql.charAt(at) == closing && sql.charAt(at + 1) == '\'') {
                return at + 2;
            }
        }
        return end;
    }

    /** Behind the second sign of {@code $tag$}; -1 where this is no such tag. */
    int tagEnd(int start) {
        int at = start + 1;
        while (at < end && isNameCharacter(sql.charAt(at)) && sql.charAt(at) != '$') {
            at++;
        }
        boolean tag = at < end && sql.charAt(at) == '$' && !isDigit(sql.charAt(start + 1));
        return tag ? at + 1 : -1;
    }

    /** Behind the tag that comes again; a tag holds no sign but its two, so that each character is compared once or twice. */
    int dollarEnd(int start, int body) {
        int length = body - start;
        for (int at = body; at + length <= end; at++) {
            int same = 0;
            while (same < length && sql.charAt(at + same) == sql.charAt(start + same)) {
                same++;
            }
            if (same == length) {
                return at + length;
            }
        }
        return end;
    }

    /** All that can belong to a number, as in {@code 0x1F, 1_000, 1.5e-3f}. */
    int numberEnd(int start) {
        int at = start + 1;
        while (at < end) {
            char each = sql.charAt(at);
            char before = sql.charAt(at - 1);
            boolean sign = (each == '+' || each == '-') && (before == 'e' || before == 'E');
            if (!(isNameCharacter(each) || each == '.' || (sign && at + 1 < end && isDigit(sql.charAt(at + 1))))) {
                return at;
            }
            at++;
        }
        return end;
    }

    int nameEnd(int start) {
        int at = start + 1;
        while (at < end && isNameCharacter(sql.charAt(at))) {
            at++;
        }
        return at;
    }

    static boolean isNameCharacter(char each) {
        return (each >= 'a' && each <= 'z')
                || (each >= 'A' && each <= 'Z')
                || isDigit(each)
                || each > 0x7f
                || each == '_'
                || each == '$'
                || each == '@';
    }

    static boolean isDigit(char each) {
        return each >= '0' && each <= '9';
    }
}
