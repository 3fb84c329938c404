package dev.overt.manifest;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known word that somebody may have meant. */
final class Closest {
    private Closest() {}

    /** {@code Did you mean `x`? } where a known word is near, else nothing. */
    static String hint(String word, Collection<String> known) {
        return to(word, known).map(meant -> "Did you mean `" + meant + "`? ").orElse("");
    }

    /** The nearest of the known words, if at most a third of its letters differ. */
    static Optional<String> to(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= tolerance(candidate))
                .filter(candidate -> distance(word, candidate) <= tolerance(candidate))
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    private static int tolerance(String word) {
        return word.length() < 3 ? 0 : Math.max(1, word.length() / 3);
    }

    /** How many letters to insert, remove, replace or swap with their neighbour to make one word of the other. */
    static int distance(String from, String to) {
        int[][] edits = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(edits, from, to, i, j);
            }
        }
        return edits[from.length()][to.length()];
    }

    private static int cheapest(int[][] edits, String from, String to, int i, int j) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int cost = Math.min(edits[i - 1][j - 1] + (same ? 0 : 1), Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(cost, edits[i - 2][j - 2] + 1) : cost;
    }
}
