package dev.backflow.run.result;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What stands for a key, or the beginning of one, that is too long for a file name. */
final class KeyHash {
    static final int HEX_DIGITS = 32;

    private KeyHash() {}

    /** The first 128 bits of the SHA-256 of the key in UTF-8, as lower-case hex. */
    static String of(String key) {
        var sha256 = sha256();
        key.codePoints().forEach(codePoint -> sha256.update(Utf8.bytes(codePoint)));
        return HexFormat.of().formatHex(sha256.digest(), 0, HEX_DIGITS / 2);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
