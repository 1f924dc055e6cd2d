package dev.backflow.launcher.repository;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Where secrets come from; the seam through which tests know them. */
@FunctionalInterface
public interface Secrets {
    /** 32 hexadecimal digits, never the same. */
    String next();

    static Secrets random() {
        var random = new SecureRandom();
        return () -> {
            var bytes = new byte[16];
            random.nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        };
    }
}
