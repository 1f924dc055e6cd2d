package dev.backflow.run.aws;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text that is not ASCII in a header: S3 gives such metadata back as encoded words (source: RFC 2047, and Amazon S3 User
 * Guide, "Working with object metadata").
 */
final class EncodedWords {
    private static final Pattern WORD = Pattern.compile("=\\?([^?\\s]+)\\?([BbQq])\\?([^?\\s]*)\\?=");
    private static final Pattern BETWEEN = Pattern.compile("(?<=\\?=)\\s+(?==\\?)");

    private EncodedWords() {}

    /** The text; as it is where it holds no encoded words, or ones that nobody can read. */
    static String decode(String value) {
        if (!value.contains("=?")) {
            return value;
        }
        try {
            return WORD.matcher(BETWEEN.matcher(value).replaceAll(""))
                    .replaceAll(word -> Matcher.quoteReplacement(new String(
                            word.group(2).equalsIgnoreCase("B")
                                    ? Base64.getDecoder().decode(word.group(3))
                                    : quoted(word.group(3)),
                            Charset.forName(word.group(1)))));
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    private static byte[] quoted(String text) {
        var bytes = new ByteArrayOutputStream();
        byte[] units = text.getBytes(ISO_8859_1);
        for (int at = 0; at < units.length; at++) {
            if (units[at] == '=') {
                if (at + 2 >= units.length) {
                    throw new IllegalArgumentException("half a byte at the end of " + text);
                }
                bytes.write(Integer.parseInt(text, at + 1, at + 3, 16));
                at += 2;
            } else {
                bytes.write(units[at] == '_' ? ' ' : units[at]);
            }
        }
        return bytes.toByteArray();
    }
}
