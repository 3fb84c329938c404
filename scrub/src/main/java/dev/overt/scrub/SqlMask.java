package dev.overt.scrub;

/**
 * The shape of an SQL statement of whatever dialect: its keywords, functions and punctuation, with {@code x} for
 * every other name and {@code ?} for every literal or list of them. Where dialects read a text differently, what
 * one of them takes for a literal or a comment is left out. No name survives, so that even a mistake about where
 * a literal ends gives away no more than a keyword.
 */
final class SqlMask {
    private static final int MAX_READ_CHARACTERS = 64 * 1024;
    private static final String PUNCTUATION = "(),;.*+-/%<>=!|&^~:[]{}";

    private final CharSequence sql;
    private final int end;
    private final SqlLiterals literals;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private boolean space;

    private SqlMask(CharSequence sql) {
        this.sql = sql;
        this.end = Math.min(sql.length(), MAX_READ_CHARACTERS);
        this.literals = new SqlLiterals(sql, end);
    }

    /** One line of ASCII. */
    static String mask(CharSequence sql) {
        return new SqlMask(sql).mask();
    }

    private String mask() {
        while (at < end) {
            step(sql.charAt(at));
        }
        return out.toString();
    }

    private void step(char each) {
        if (each == '#' || is("--")) {
            at = literals.lineEnd(at);
            space = true;
        } else if (is("/*")) {
            at = literals.commentEnd(at);
            space = true;
        } else if (each == '\'') {
            at = literals.quotedEnd(at, false);
            literal();
        } else if (each == '"' || each == '`') {
            at = literals.quotedEnd(at, false);
            put("x");
        } else if (each == '$') {
            dollar();
        } else if (SqlLiterals.isDigit(each)
                || (each == '.' && at + 1 < end && SqlLiterals.isDigit(sql.charAt(at + 1)))) {
            at = literals.numberEnd(at);
            literal();
        } else if (SqlLiterals.isNameCharacter(each)) {
            name();
        } else {
            punctuation(each);
        }
    }

    private void dollar() {
        int body = literals.tagEnd(at);
        if (body < 0) {
            at = literals.nameEnd(at);
        } else {
            at = literals.dollarEnd(at, body);
        }
        literal();
    }

    private void name() {
        int start = at;
        at = literals.nameEnd(at);
        char next = at < end ? sql.charAt(at) : ' ';
        boolean qualified = next == '.' || (out.length() > 0 && out.charAt(out.length() - 1) == '.');
        String kept = qualified ? null : SqlWords.kept(sql.subSequence(start, at), isCall());
        if (kept != null || next != '\'') {
            put(kept == null ? "x" : kept);
        } else {
            // Letters right before a quotation mark say what kind of literal it is.
            at = literals.prefixedEnd(start, at);
            literal();
        }
    }

    /** Whether a parenthesis follows. */
    private boolean isCall() {
        int next = at;
        while (next < end && sql.charAt(next) <= ' ') {
            next++;
        }
        return next < end && sql.charAt(next) == '(';
    }

    private void punctuation(char each) {
        at++;
        if (each == '?') {
            literal();
        } else if (PUNCTUATION.indexOf(each) < 0) {
            space = true;
        } else if (each == ')' && (dropEnd("(?)", ", (?") || dropEnd("(?)", ",(?"))) {
            space = false;
        } else {
            space &= each != ',';
            put(String.valueOf(each));
        }
    }

    /** Adds a literal; a list of them counts as one. */
    private void literal() {
        if (dropEnd("?", ",")) {
            space = false;
        } else {
            put("?");
        }
    }

    /** Takes {@code last} off the end of what was written, where {@code before} stands before it. */
    private boolean dropEnd(String before, String last) {
        int length = out.length() - last.length();
        boolean found = length >= before.length() && out.indexOf(before + last, length - before.length()) >= 0;
        if (found) {
            out.setLength(length);
        }
        return found;
    }

    private void put(String token) {
        char last = out.length() == 0 ? ' ' : out.charAt(out.length() - 1);
        boolean touching = SqlLiterals.isNameCharacter(last) && SqlLiterals.isNameCharacter(token.charAt(0));
        if (out.length() > 0 && (space || touching)) {
            out.append(' ');
        }
        space = false;
        out.append(token);
    }

    private boolean is(String start) {
        return at + 1 < end && sql.charAt(at) == start.charAt(0) && sql.charAt(at + 1) == start.charAt(1);
    }
}
