package dev.backflow.run.result;

import static java.nio.charset.StandardCharsets.UTF_8;

/** UTF-8 of single code points, also of the halves of surrogate pairs, which the JDK's encoder makes all the same. */
final class Utf8 {
    private Utf8() {}

    static byte[] bytes(int codePoint) {
        if (isHalfPair(codePoint)) {
            return new byte[] {
                (byte) (0xE0 | (codePoint >> 12)),
                (byte) (0x80 | ((codePoint >> 6) & 0x3F)),
                (byte) (0x80 | (codePoint & 0x3F))
            };
        }
        return Character.toString(codePoint).getBytes(UTF_8);
    }

    static int length(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return Character.isBmpCodePoint(codePoint) ? 3 : 4;
    }

    static boolean isHalfPair(int codePoint) {
        return Character.isBmpCodePoint(codePoint) && Character.isSurrogate((char) codePoint);
    }
}
