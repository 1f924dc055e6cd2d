package dev.backflow.run.document;

import java.util.Comparator;

/**
 * The order of keys everywhere in a run: by their UTF-8 bytes, unsigned.
 *
 * <p>{@link String#compareTo} will not do: it compares UTF-16 units, and so puts U+FF5E after every character beyond
 * the basic plane, whose surrogates are smaller numbers. Here surrogates are lifted over the rest of the plane, which
 * gives the byte order without encoding either key.
 */
public final class DocumentOrder implements Comparator<String> {
    public static final DocumentOrder BY_BYTES = new DocumentOrder();

    private DocumentOrder() {}

    @Override
    public int compare(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return Integer.compare(lifted(a), lifted(b));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    private static int lifted(char unit) {
        return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
    }
}
