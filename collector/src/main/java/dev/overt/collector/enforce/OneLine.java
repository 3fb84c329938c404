package dev.overt.collector.enforce;

/**
 * Free text on one line. A line break or a tab becomes a space; other control characters, and halves of surrogate pairs,
 * which no encoding takes, are removed; the rest is cut between two code points.
 *
 * @param maxCharacters in code points
 */
record OneLine(int maxCharacters) implements PropertyRule {
    private static final int NONE = -1;

    @Override
    public Checked check(Object value) {
        return value instanceof String text ? line(text) : Checked.refused();
    }

    private Checked line(String text) {
        StringBuilder line = new StringBuilder();
        int characters = 0;
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            int kept = text.startsWith("\r\n", at) ? NONE : kept(text.codePointAt(at));
            if (kept == NONE) {
                continue;
            }
            if (characters == maxCharacters) {
                return Checked.cut(line.toString());
            }
            line.appendCodePoint(kept);
            characters++;
        }
        return Checked.kept(line.toString());
    }

    private static int kept(int character) {
        return switch (character) {
            case '\t', '\n', '\u000B', '\f', '\r', '\u0085', '\u2028', '\u2029' -> ' ';
            default ->
                Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE
                        ? NONE
                        : character;
        };
    }
}
