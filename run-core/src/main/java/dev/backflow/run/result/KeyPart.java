package dev.backflow.run.result;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One part of a key, between two slashes, as one name of a file or folder, in percent-encoding. */
final class KeyPart {
    static final String SUFFIX = ".json";
    static final String CUT_MARK = "~";

    private static final String EMPTY = "%";
    private static final int MAX_BYTES = 200;
    private static final int BYTES_KEPT_OF_LONG_ONES = MAX_BYTES - CUT_MARK.length() - KeyHash.HEX_DIGITS;

    /** Names of devices on Windows, in every folder and with any extension (source: as in {@link NameAlphabet}). */
    private static final Set<String> DEVICES = Stream.concat(
                    Stream.of("con", "prn", "aux", "nul", "conin$", "conout$"),
                    Stream.of("com", "lpt")
                            .flatMap(port -> "0123456789\u00B9\u00B2\u00B3"
                                    .codePoints()
                                    .mapToObj(digit -> port + Character.toString(digit))))
            .collect(Collectors.toUnmodifiableSet());

    private final String part;
    private final int suffixDot;
    private final int trailing;
    private final boolean device;

    private KeyPart(String part, boolean folder) {
        this.part = part;
        this.device = isDevice(part);
        this.trailing = startOfTrailingDotsAndSpaces(part);
        // A folder must not be called as the result of a document is: keys "x" and "x.json/y" may both exist.
        this.suffixDot = folder && part.endsWith(SUFFIX) ? part.length() - SUFFIX.length() : -1;
    }

    /**
     * Encodes one part; the name has at most {@value #MAX_BYTES} bytes of UTF-8.
     *
     * @param keySoFar the key up to the end of this part: its hash is the end of a name that has to be cut
     * @param folder whether further parts follow
     */
    static String encode(String part, String keySoFar, boolean folder, NameAlphabet alphabet) {
        return part.isEmpty() ? EMPTY : new KeyPart(part, folder).encode(keySoFar, alphabet);
    }

    private String encode(String keySoFar, NameAlphabet alphabet) {
        var name = new StringBuilder(part.length() + SUFFIX.length());
        var bytes = 0;
        var kept = 0;
        for (var at = 0; at < part.length(); ) {
            var codePoint = part.codePointAt(at);
            if (isMisleadingAt(at) || !alphabet.keeps(codePoint)) {
                var start = name.length();
                PercentCode.append(codePoint, name);
                bytes += name.length() - start;
            } else {
                name.appendCodePoint(codePoint);
                bytes += Utf8.length(codePoint);
            }
            if (bytes <= BYTES_KEPT_OF_LONG_ONES) {
                kept = name.length();
            }
            at += Character.charCount(codePoint);
        }
        if (bytes > MAX_BYTES) {
            name.setLength(kept);
            name.append(CUT_MARK).append(KeyHash.of(keySoFar));
        }
        return name.toString();
    }

    /** Whether a character that is harmless elsewhere is not so here. */
    private boolean isMisleadingAt(int at) {
        return at >= trailing || at == suffixDot || (at == 0 && device);
    }

    private static boolean isDevice(String part) {
        var dot = part.indexOf('.');
        var stem = dot < 0 ? part : part.substring(0, dot);
        return DEVICES.contains(stem.stripTrailing().toLowerCase(Locale.ROOT));
    }

    /** Windows drops them, and they are all there is of the names {@code .} and {@code ..}. */
    private static int startOfTrailingDotsAndSpaces(String part) {
        var start = part.length();
        while (start > 0 && (part.charAt(start - 1) == '.' || part.charAt(start - 1) == ' ')) {
            start--;
        }
        return start;
    }

    /** The part that has this name, if it has not been cut; what is no such name gives any text, or an exception. */
    static String decode(String name) {
        return name.equals(EMPTY) ? "" : PercentCode.decode(name);
    }
}
