package dev.overt.collector.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What a message says of a word that is not known. */
final class Words {
    private static final int MAX_QUOTED_CHARACTERS = 60;

    private Words() {}

    /** In backquotes, shortened and without invisible characters. */
    static String quote(String word) {
        String plain = word.replaceAll("\\p{C}", "�");
        boolean tooLong = plain.length() > MAX_QUOTED_CHARACTERS;
        return "`" + (tooLong ? plain.substring(0, MAX_QUOTED_CHARACTERS) + "…" : plain) + "`";
    }

    /** {@code Did you mean `x`? } where a known word differs in a third of its letters at most, else nothing. */
    static String hint(String word, Collection<String> known) {
        Optional<String> nearest = known.stream().min(Comparator.comparingInt(other -> distance(word, other)));
        return nearest.filter(other -> distance(word, other) <= Math.max(1, other.length() / 3))
                .map(other -> "Did you mean `" + other + "`? ")
                .orElse("");
    }

    /** How many letters to insert, remove or replace to make one word of the other. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            int diagonal = 0;
            for (int j = 0; j <= to.length(); j++) {
                int above = row[j];
                row[j] = i == 0 || j == 0
                        ? i + j
                        : Math.min(
                                diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1),
                                Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[to.length()];
    }
}
