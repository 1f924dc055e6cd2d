package dev.backflow.launcher.sandbox.aws;

import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chooses the network of a sandbox: 256 addresses between 10.64.0.0 and 10.127.255.255. Sandboxes that exist at the same
 * time are connected to the same base, where two networks that overlap cannot be told apart.
 */
final class SandboxNetwork {
    /** How many there are to choose from. */
    static final int COUNT = 64 * 256;

    private static final int ADDRESSES = 256;
    private static final int FIRST = (10 << 24) | (64 << 16);
    private static final Pattern BLOCK =
            Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})/([0-9]|[12][0-9]|3[0-2])");

    private SandboxNetwork() {}

    /**
     * The first one that is free, from the wished one on.
     *
     * @param wish from 0; the same run wishes for the same
     * @param used blocks such as {@code 10.64.0.0/24}; what is no block is in nobody's way
     * @throws SandboxException if none is free
     */
    static String choose(int wish, Collection<String> used) {
        for (int i = 0; i < COUNT; i++) {
            int start = FIRST + ((wish + i) % COUNT) * ADDRESSES;
            if (used.stream().noneMatch(block -> overlaps(start, block))) {
                return "10.%d.%d.0/24".formatted((start >> 16) & 255, (start >> 8) & 255);
            }
        }
        throw new SandboxException(
                SandboxException.Kind.UNAVAILABLE,
                "All networks between 10.64.0.0 and 10.127.255.255 are in use by the base or by sandboxes. Remove some (sandbox list), then start the same command again.");
    }

    private static boolean overlaps(int start, String block) {
        Matcher match = BLOCK.matcher(block);
        if (!match.matches()) {
            return false;
        }
        long first = 0;
        for (int part = 1; part <= 4; part++) {
            first = first * 256 + Integer.parseInt(match.group(part));
        }
        long size = 1L << (32 - Integer.parseInt(match.group(5)));
        first -= first % size;
        return start < first + size && first < start + ADDRESSES;
    }
}
