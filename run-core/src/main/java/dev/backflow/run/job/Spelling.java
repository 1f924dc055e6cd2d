package dev.backflow.run.job;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the word that was probably meant. */
public final class Spelling {
    /** Longer words are not compared: nobody mistypes a key into a paragraph. */
    private static final int MAX_LENGTH = 64;

    private Spelling() {}

    /** The known word nearest to the typed one, or null if none is near. */
    public static @Nullable String nearest(String typed, Collection<String> known) {
        if (typed.isEmpty() || typed.length() > MAX_LENGTH) {
            return null;
        }
        return known.stream()
                .filter(word -> isNear(typed, word))
                .min(Comparator.comparingInt((String word) -> distance(typed, word))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse(null);
    }

    /** A third of the letters may differ; and the first part of a compound stands for it. */
    private static boolean isNear(String typed, String word) {
        return distance(typed, word) <= Math.max(1, Math.max(typed.length(), word.length()) / 3)
                || word.startsWith(typed + "-");
    }

    /**
     * Damerau-Levenshtein distance in its optimal string alignment form: letters added, dropped, replaced, or two
     * neighbours swapped. Upper and lower case are the same.
     */
    static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, cost, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int[][] cost, int i, int j) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
