package dev.backflow.run.document;

import static dev.backflow.run.document.UnreadableSourceException.Kind.NOT_READABLE;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Turns names of files into text and back, and refuses those for which Java cannot do so faithfully.
 *
 * <p>On Unix a name is bytes, which Java decodes by the locale's character set. Under cron that is ASCII, and every
 * other letter becomes U+FFFD; under a Latin-1 locale it becomes two wrong letters. Both would make keys that differ
 * from one start to the next.
 */
final class FileNames {
    private static final char REPLACEMENT = '\uFFFD';

    private final String encoding;
    private final boolean anyCharacter;

    /** @param encoding the system property {@code sun.jnu.encoding}, or null where it does not matter */
    FileNames(@Nullable String encoding) {
        this.encoding = encoding == null ? "UTF-8" : encoding;
        this.anyCharacter = this.encoding.equalsIgnoreCase("UTF-8");
    }

    /** As this JVM encodes the names of that path's file system. */
    static FileNames of(Path path) {
        boolean unix = path.getFileSystem().supportedFileAttributeViews().contains("unix");
        return new FileNames(unix ? System.getProperty("sun.jnu.encoding") : null);
    }

    /** The last part of a path that the file system has listed. */
    String decoded(Path listed) {
        Path last = listed.getFileName();
        String name = last.toString();
        boolean faithful = anyCharacter
                ? isUnicode(name) && (name.indexOf(REPLACEMENT) < 0 || returnsAs(last, name))
                : isAscii(name);
        if (!faithful) {
            throw unreadableName(listed.toString());
        }
        return name;
    }

    /** @throws IllegalArgumentException if the key would lead out of the root; no listing makes such a key */
    Path resolved(Path root, String key) {
        for (String part : key.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw new IllegalArgumentException("not a key of a file below the source's root: " + key);
            }
        }
        if (!anyCharacter && !isAscii(key)) {
            throw unreadableName(root + "/" + key);
        }
        return root.resolve(key);
    }

    private UnreadableSourceException unreadableName(String where) {
        return anyCharacter
                ? new UnreadableSourceException(
                        NOT_READABLE,
                        "The name of a file is not valid UTF-8, so it cannot be a key",
                        where,
                        "Rename the file, or move it out of the source.",
                        null)
                : new UnreadableSourceException(
                        NOT_READABLE,
                        "The name of a file cannot be read, because this Java reads names as " + encoding,
                        where,
                        "Run with LC_ALL=C.UTF-8 in the environment; cron and some service managers set no locale.",
                        null);
    }

    /** A name may hold a real U+FFFD; one that stands for an unreadable byte does not lead back to the file. */
    private static boolean returnsAs(Path last, String name) {
        try {
            return last.getFileSystem().getPath(name).equals(last);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean isUnicode(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isSurrogate(name.charAt(i))) {
                return StandardCharsets.UTF_8.newEncoder().canEncode(name);
            }
        }
        return true;
    }

    private static boolean isAscii(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }
}
