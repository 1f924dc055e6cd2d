package dev.backflow.launcher.run;

import dev.backflow.run.job.HookJar;
import dev.backflow.run.store.RunStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What tells one hook jar from another.
 *
 * @param sha256 in lower-case hex
 */
record HookHash(String sha256) {
    private static final int BUFFER_BYTES = 64 * 1024;

    static HookHash of(Path jar) throws IOException {
        try (var in = Files.newInputStream(jar)) {
            return of(in);
        }
    }

    /** @throws LaunchException if the jar is not the one that the job file wants */
    static HookHash required(HookJar hook) throws IOException {
        HookHash found = of(hook.jar());
        String wanted = hook.sha256();
        if (wanted != null && !wanted.equals(found.sha256())) {
            throw new LaunchException(
                    ExitCode.CONFIGURATION_WRONG,
                    "The hook jar %s has SHA-256 %s, but hook.sha256 says %s. Put the right jar there, or correct hook.sha256."
                            .formatted(hook.jar(), found.sha256(), wanted));
        }
        return found;
    }

    private static HookHash of(InputStream jar) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        var buffer = new byte[BUFFER_BYTES];
        try (InputStream in = new DigestInputStream(jar, digest)) {
            while (in.read(buffer) >= 0) {
                // Reading is what fills the digest.
            }
        }
        return new HookHash(HexFormat.of().formatHex(digest.digest()));
    }

    /** @throws LaunchException if a jar is not the one of this hash: somebody replaced it in between */
    void verify(RunStore store, String jar) throws IOException {
        HookHash found;
        try (var in = store.read(jar, 0)) {
            found = of(in);
        }
        if (!found.equals(this)) {
            throw new LaunchException(
                    ExitCode.CONFIGURATION_WRONG,
                    ("The hook jar was replaced while the run was starting (SHA-256 %s, now %s). Start again when it is"
                                    + " complete.")
                            .formatted(sha256, found.sha256()));
        }
    }
}
