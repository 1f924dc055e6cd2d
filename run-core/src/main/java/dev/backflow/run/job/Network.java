package dev.backflow.run.job;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An address of 4 or 16 bytes and the length of its prefix in bits. Read strictly, by a parser of our own: the JDK's
 * takes names, octal and hexadecimal numbers, and fewer than four of them, so that a slip names another network.
 */
final class Network {
    private static final String FORM = "Write a network as ADDRESS/LENGTH, such as 203.0.113.7/32 or 2001:db8::/64.";

    private final byte[] address;
    private final int length;

    Network(byte[] address, int length) {
        this.address = address.clone();
        this.length = length;
    }

    /** Reads {@code ADDRESS/LENGTH}, whatever bits of the address are set. */
    static Network of(String text) throws RefusedValueException {
        int slash = text.indexOf('/');
        String written = slash < 0 ? text : text.substring(0, slash);
        byte[] address = written.contains(":") ? Ipv6Text.bytes(written) : Ipv4Text.bytes(written);
        if (address == null) {
            throw new RefusedValueException(
                    FORM + " Names, and numbers with leading zeros or in other bases, are not taken.");
        }
        int bits = address.length * 8;
        if (slash < 0) {
            throw new RefusedValueException("Write " + written + "/" + bits + " if only this address is meant.");
        }
        Integer length = Ipv4Text.number(text.substring(slash + 1), bits);
        if (length == null) {
            throw new RefusedValueException(FORM + " The length is a number from 0 to " + bits + ".");
        }
        return new Network(address, length);
    }

    int length() {
        return length;
    }

    boolean isIpv6() {
        return address.length == 16;
    }

    /** Whether this network lies in another one of the same family. */
    boolean isWithin(Network other) {
        return address.length == other.address.length && length >= other.length && overlaps(other);
    }

    /** Whether this network and another one have an address in common. */
    boolean overlaps(Network other) {
        int common = Math.min(length, other.length);
        return address.length == other.address.length
                && Arrays.equals(masked(address, common), masked(other.address, common));
    }

    /** The network that this address is in: all bits beyond the prefix are zero. */
    Network masked() {
        return new Network(masked(address, length), length);
    }

    /** Its address as a network of its own. */
    Network alone() {
        return new Network(address, address.length * 8);
    }

    private static byte[] masked(byte[] address, int length) {
        byte[] masked = address.clone();
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.max(0, Math.min(8, length - 8 * i));
            masked[i] &= (byte) (0xFF << (8 - kept));
        }
        return masked;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Network network && length == network.length && Arrays.equals(address, network.address);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(address) + length;
    }

    @Override
    public String toString() {
        return (isIpv6() ? Ipv6Text.of(address) : Ipv4Text.of(address)) + "/" + length;
    }
}
