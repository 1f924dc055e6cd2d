package dev.backflow.run.job;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * IPv6 addresses as text: groups of 1 to 4 hexadecimal digits, with one {@code ::} at most (RFC 4291, 2.2). Zones and
 * a dotted IPv4 tail are not taken: no network that may reach a sandbox is written so.
 */
final class Ipv6Text {
    private static final int GROUPS = 8;

    private Ipv6Text() {}

    /** The sixteen bytes, or null if the text is not an address. */
    static byte @Nullable [] bytes(String text) {
        int gap = text.indexOf("::");
        List<Integer> head = groups(gap < 0 ? text : text.substring(0, gap));
        List<Integer> tail = gap < 0 ? List.of() : groups(text.substring(gap + 2));
        if (head == null || tail == null) {
            return null;
        }
        int written = head.size() + tail.size();
        // A gap stands for one group at least; a text that is only a gap has no other group.
        if (gap < 0 ? written != GROUPS : written >= GROUPS) {
            return null;
        }
        byte[] bytes = new byte[2 * GROUPS];
        put(bytes, 0, head);
        put(bytes, GROUPS - tail.size(), tail);
        return bytes;
    }

    private static void put(byte[] bytes, int first, List<Integer> groups) {
        for (int i = 0; i < groups.size(); i++) {
            bytes[2 * (first + i)] = (byte) (groups.get(i) >> 8);
            bytes[2 * (first + i) + 1] = (byte) (int) groups.get(i);
        }
    }

    private static @Nullable List<Integer> groups(String text) {
        List<Integer> groups = new ArrayList<>();
        if (text.isEmpty()) {
            return groups;
        }
        for (String digits : text.split(":", -1)) {
            boolean hexadecimal = !digits.isEmpty()
                    && digits.length() <= 4
                    && digits.chars().allMatch(digit -> digit < 128 && Character.digit(digit, 16) >= 0);
            if (!hexadecimal) {
                return null;
            }
            groups.add(Integer.parseInt(digits, 16));
        }
        return groups;
    }

    /** As RFC 5952, section 4, has it: lower case, no leading zeros, the first longest run of zero groups left out. */
    static String of(byte[] address) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (address[2 * i] & 0xFF) << 8 | (address[2 * i + 1] & 0xFF);
        }
        int start = 0;
        int longest = 0;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - i > longest) {
                start = i;
                longest = end - i;
            }
        }
        return longest < 2
                ? joined(groups, 0, GROUPS)
                : joined(groups, 0, start) + "::" + joined(groups, start + longest, GROUPS);
    }

    private static String joined(int[] groups, int from, int to) {
        var text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
