package dev.backflow.run.result;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The name of a document's result: {@code a/b.pdf} becomes {@code a/b.pdf.json}. Whatever the key, the name stays
 * within the results folder, no other key has it, and it can be mapped back unless it had to be shortened.
 *
 * <p>What a file system may refuse or misread is percent-encoded. Parts of more than 200 bytes are cut, and end in
 * {@code ~} and a hash of the key up to there, so that documents of one folder stay in one folder. A name of more than
 * {@value #MAX_CHARACTERS} characters becomes a hash in the folder {@code ~}. A bare {@code ~} is in no other name, so
 * nothing can be mistaken for one of these.
 *
 * @param folded whether the file system takes names for one that differ only in case or Unicode normalisation, or
 *     cannot say all of Unicode; upper-case letters and all that is not ASCII are then encoded as well
 */
public record ResultName(boolean folded) {
    /** Leaves half of what Linux allows for a path (PATH_MAX, 4,096 bytes) to the results folder, if all is ASCII. */
    private static final int MAX_CHARACTERS = 2_000;

    private static final String LONG_NAMES = KeyPart.CUT_MARK + "/";

    /**
     * The name of the result, relative to the results folder, with {@code /} between its parts.
     *
     * @throws IllegalArgumentException if the key is empty
     */
    public String of(String document) {
        if (document.isEmpty()) {
            throw new IllegalArgumentException("a document's key must not be empty");
        }
        var alphabet = folded ? NameAlphabet.FOLDED : NameAlphabet.EXACT;
        var name = new StringBuilder(document.length() + KeyPart.SUFFIX.length());
        var start = 0;
        for (var slash = document.indexOf('/'); slash >= 0; slash = document.indexOf('/', start)) {
            name.append(KeyPart.encode(document.substring(start, slash), document.substring(0, slash), true, alphabet))
                    .append('/');
            start = slash + 1;
        }
        name.append(KeyPart.encode(document.substring(start), document, false, alphabet));
        if (name.length() > MAX_CHARACTERS) {
            return hashed(document);
        }
        return name.append(KeyPart.SUFFIX).toString();
    }

    /** The name of a result where the one after the document would be too long. */
    public static String hashed(String document) {
        return LONG_NAMES + KeyHash.of(document) + KeyPart.SUFFIX;
    }

    /** The document whose result has this name; null if the name was shortened, or is no result's. */
    public @Nullable String document(String name) {
        if (!name.endsWith(KeyPart.SUFFIX) || name.contains(KeyPart.CUT_MARK)) {
            return null;
        }
        try {
            var document = decode(name.substring(0, name.length() - KeyPart.SUFFIX.length()));
            return of(document).equals(name) ? document : null;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return null;
        }
    }

    private static String decode(String name) {
        List<String> parts = new ArrayList<>();
        for (var part : name.split("/", -1)) {
            parts.add(KeyPart.decode(part));
        }
        return String.join("/", parts);
    }
}
