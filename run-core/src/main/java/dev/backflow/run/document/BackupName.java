package dev.backflow.run.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What the backup of a document is called: a hash of its key and pin, as a key need not be a name that a folder can have,
 * and other content is another backup. In 256 folders, because some file systems are slow with large ones.
 */
public final class BackupName {
    /** What all of them are below, in the run's store. */
    public static final String FOLDER = "backup/";

    private static final int FAN_OUT = 2;

    private BackupName() {}

    /** Relative to the run's store. */
    public static String of(SourceDocument pinned) {
        String hash = HexFormat.of().formatHex(sha256(pinned.key() + '\0' + pinned.version()));
        return FOLDER + hash.substring(0, FAN_OUT) + "/" + hash.substring(FAN_OUT);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
