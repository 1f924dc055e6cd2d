package dev.backflow.run.result;

/**
 * Which characters of a key stand in a file name as they are.
 *
 * <p>The ranges beyond ASCII are spelled out, and not asked of {@link Character#getType}, because that answer changes
 * with the Java release, and the name of a result must not.
 */
enum NameAlphabet {
    /** For file systems that keep every name as it was given. */
    EXACT {
        @Override
        boolean keeps(int codePoint) {
            return codePoint < 0x80 ? isSafeAscii(codePoint) : !Utf8.isHalfPair(codePoint) && !isHidden(codePoint);
        }
    },
    /** For file systems that take two names for one when they differ only in case or in Unicode normalisation. */
    FOLDED {
        @Override
        boolean keeps(int codePoint) {
            return isSafeAscii(codePoint) && !isIn(codePoint, 'A', 'Z');
        }
    };

    /**
     * Separators, what else Windows forbids (source: Microsoft, "Naming Files, Paths, and Namespaces"), and the two
     * marks that begin what is not the key's own text.
     */
    private static final String UNSAFE = "/\\:*?\"<>|" + "%~";

    abstract boolean keeps(int codePoint);

    private static boolean isSafeAscii(int codePoint) {
        return isIn(codePoint, ' ', '~') && UNSAFE.indexOf(codePoint) < 0;
    }

    /** Controls, line ends, and marks that are not seen or that turn the direction of text. */
    private static boolean isHidden(int codePoint) {
        return codePoint <= 0x9F
                || codePoint == 0xAD
                || codePoint == 0x61C
                || codePoint == 0x180E
                || isIn(codePoint, 0x200B, 0x200F)
                || isIn(codePoint, 0x2028, 0x202E)
                || isIn(codePoint, 0x2060, 0x206F)
                || codePoint == 0xFEFF
                || isIn(codePoint, 0xFFF9, 0xFFFB)
                || isIn(codePoint, 0xE0000, 0xE007F);
    }

    private static boolean isIn(int codePoint, int first, int last) {
        return codePoint >= first && codePoint <= last;
    }
}
