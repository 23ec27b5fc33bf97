package io.micro4j.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the names that somebody may have meant. */
public final class EditDistance {
    private static final int MOST = 3;

    private EditDistance() {}

    /** Returns up to three of {@code names} that differ little from {@code wanted}, nearest first. */
    public static List<String> nearest(String wanted, List<String> names) {
        int farthest = Math.max(2, wanted.length() / 3);
        return names.stream()
                .filter(name -> isNear(wanted, name, farthest))
                .sorted(Comparator.comparingInt((String name) -> between(wanted, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    private static boolean isNear(String wanted, String name, int farthest) {
        return wanted.endsWith("." + name) || name.endsWith("." + wanted) || between(wanted, name) <= farthest;
    }

    /** Levenshtein's distance, whatever the case of letters. */
    static int between(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
