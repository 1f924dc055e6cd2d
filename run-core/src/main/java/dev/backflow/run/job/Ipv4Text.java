package dev.backflow.run.job;

import org.jspecify.annotations.Nullable;

/** IPv4 addresses as text: four decimal numbers without leading zeros, and nothing else. */
final class Ipv4Text {
    private static final int MAX_DIGITS = 3;

    private Ipv4Text() {}

    /** The four bytes, or null if the text is not an address. */
    static byte @Nullable [] bytes(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        byte[] bytes = new byte[4];
        for (int i = 0; i < bytes.length; i++) {
            Integer part = number(parts[i], 255);
            if (part == null) {
                return null;
            }
            bytes[i] = part.byteValue();
        }
        return bytes;
    }

    /** A number of 1 to 3 ASCII digits without leading zeros, or null if it is something else or above the largest. */
    static @Nullable Integer number(String digits, int largest) {
        boolean decimal = !digits.isEmpty()
                && digits.length() <= MAX_DIGITS
                && digits.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                && (digits.length() == 1 || digits.charAt(0) != '0');
        if (!decimal) {
            return null;
        }
        int number = Integer.parseInt(digits);
        return number <= largest ? number : null;
    }

    static String of(byte[] address) {
        return "%d.%d.%d.%d".formatted(address[0] & 0xFF, address[1] & 0xFF, address[2] & 0xFF, address[3] & 0xFF);
    }
}
