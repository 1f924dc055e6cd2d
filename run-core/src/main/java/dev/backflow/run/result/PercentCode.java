package dev.backflow.run.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** {@code %2F} for each byte of UTF-8, and {@code %uD800} for half a surrogate pair, which has no UTF-8. */
final class PercentCode {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PercentCode() {}

    static void append(int codePoint, StringBuilder name) {
        if (Utf8.isHalfPair(codePoint)) {
            name.append("%u").append(HEX.toHexDigits((char) codePoint));
            return;
        }
        for (var unit : Utf8.bytes(codePoint)) {
            name.append('%').append(HEX.toHexDigits(unit));
        }
    }

    /** @throws RuntimeException if the name ends within an escape, or an escape is not hex */
    static String decode(String name) {
        var text = new StringBuilder(name.length());
        var bytes = new ByteArrayOutputStream();
        for (var at = 0; at < name.length(); ) {
            if (name.startsWith("%u", at)) {
                text.append((char) HexFormat.fromHexDigits(name, at + 2, at + 6));
                at += 6;
            } else if (name.charAt(at) == '%') {
                bytes.write(HexFormat.fromHexDigits(name, at + 1, at + 3));
                at += 3;
                if (!isByteAt(name, at)) {
                    text.append(bytes.toString(UTF_8));
                    bytes.reset();
                }
            } else {
                text.append(name.charAt(at++));
            }
        }
        return text.toString();
    }

    private static boolean isByteAt(String name, int at) {
        return name.startsWith("%", at) && !name.startsWith("%u", at);
    }
}
