package dev.backflow.worker.order;

import dev.backflow.run.job.Folder;
import dev.backflow.run.store.RunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The run's hook jar as a file of this machine. */
public final class HookFile {
    private HookFile() {}

    /**
     * The run's own copy itself, where it is on this machine; else a further copy of it.
     *
     * @param scratch a folder for the copy, created when missing; nobody else may use it at the same time
     * @throws IOException also if what is in the store is not what the order says
     */
    public static Path of(WorkOrder order, RunStore store, Path scratch) throws IOException {
        if (store.location() instanceof Folder folder) {
            return folder.path().resolve(order.hookJar());
        }
        Files.createDirectories(scratch);
        Path copy = scratch.resolve("hook.jar");
        MessageDigest digest = sha256();
        try (var in = new DigestInputStream(store.read(order.hookJar(), 0), digest);
                var out = Files.newOutputStream(copy)) {
            in.transferTo(out);
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(order.hookHash())) {
            throw new IOException(
                    "The hook jar %s has SHA-256 %s, but the run was begun with %s. Run restart with the right jar."
                            .formatted(store.place(order.hookJar()), found, order.hookHash()));
        }
        return copy;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
