package dev.backflow.run.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    private static final long SEED = 20_261_121L;

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7/32,          203.0.113.7/32",
        "203.0.113.0/24,          203.0.113.0/24",
        "10.1.2.128/25,           10.1.2.128/25",
        "2001:DB8:0:0:0:0:0:0/64, 2001:db8::/64",
        "2001:db8::1/128,         2001:db8::1/128",
        "fd00:0:0:1::/64,         fd00:0:0:1::/64",
        "2001:db8:0:1:1:1:1:1/128, 2001:db8:0:1:1:1:1:1/128",
        "2001:0:0:1:0:0:0:1/128,  2001:0:0:1::1/128",
    })
    void takesOneAddressOrASmallNetwork(String written, String canonical) throws RefusedValueException {
        Access access = Access.parse(written);

        assertThat(access).hasToString(canonical).isEqualTo(new Access(canonical));
        assertThat(access.isIpv6()).isEqualTo(written.contains(":"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.0.0.0/0|This opens the sandbox to too many. Write your own address or network, /24 or narrower, such"
                        + " as 203.0.113.7/32.",
                "203.0.113.0/23|This opens the sandbox to too many. Write your own address or network, /24 or narrower,"
                        + " such as 203.0.113.7/32.",
                "::/0|This opens the sandbox to too many. Write your own address or network, /64 or narrower.",
                "2001:db8::/63|This opens the sandbox to too many. Write your own address or network, /64 or narrower.",
                "203.0.113.7/24|Its address has bits beyond the prefix. Write 203.0.113.0/24 for the network, or"
                        + " 203.0.113.7/32 for this address alone.",
                "2001:db8::1/64|Its address has bits beyond the prefix. Write 2001:db8::/64 for the network, or"
                        + " 2001:db8::1/128 for this address alone.",
                "203.0.113.7|Write 203.0.113.7/32 if only this address is meant.",
                "2001:db8::1|Write 2001:db8::1/128 if only this address is meant.",
                "203.0.113.7/33|Write a network as ADDRESS/LENGTH, such as 203.0.113.7/32 or 2001:db8::/64. The length is"
                        + " a number from 0 to 32.",
                "127.0.0.1/32|Nobody reaches a sandbox from 127.0.0.0/8. Write the address or network that you come"
                        + " from.",
                "0.0.0.0/32|Nobody reaches a sandbox from 0.0.0.0/8. Write the address or network that you come from.",
                "::ffff:203.0.113.7/128|Write a network as ADDRESS/LENGTH, such as 203.0.113.7/32 or 2001:db8::/64."
                        + " Names, and numbers with leading zeros or in other bases, are not taken.",
                "::ffff:cb00:7107/128|Nobody reaches a sandbox from ::/8. Write the address or network that you come"
                        + " from.",
            })
    void saysWhatToWriteInstead(String written, String remedy) {
        assertThat(refusal(written)).isEqualTo(remedy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/32",
                "127.1/32",
                "3405803783/32",
                "0xcb007107/32",
                "0xcb.0.0x71.7/32",
                "0313.0.113.7/32",
                "203.0.113.007/32",
                "203.0.113.7/032",
                "203.0.113.7/+32",
                "203.0.113.7/-1",
                "203.0.113.7/",
                "203.0.113.7/32/32",
                "203.0.113.7/255.255.255.255",
                " 203.0.113.7/32",
                "203.0.113.7 /32",
                "203.0.113.7/32\n",
                "203.0.113./32",
                "203.0.113.7./32",
                "203.0.113.256/32",
                "203.0.113.7.1/32",
                "localhost/32",
                "office.example.com/32",
                "٢٠٣.0.113.7/32",
                "203.0.113.7/٣٢",
                "[2001:db8::]/64",
                "2001:db8::%eth0/64",
                "2001:db8::1::/64",
                "2001:db8:::/64",
                ":2001:db8::/64",
                "2001:db8:0:0:0:0:0:0:0/64",
                "2001:db8:0:0:0:0:0/64",
                "1:2:3:4:5:6:7:8::/128",
                "2001:db80000::/64",
                "2001:0xdb8::/64",
                "2001:db8::/129",
                "::1/128",
                "::/128",
                "fe80::1/128",
                "ff02::1/128",
                "169.254.169.254/32",
                "224.0.0.1/32",
                "255.255.255.255/32",
            })
    void refusesWhatIsNotStrictlyOneNetwork(String written) {
        assertThat(refusal(written)).endsWith(".").doesNotContain("\n");
        assertThatThrownBy(() -> new Access(written)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The JDK's parser may read literals: they are made by the test, never names. */
    @Test
    void readsEveryIpv6AddressAsTheJdkDoes() throws UnknownHostException, RefusedValueException {
        var random = new Random(SEED);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[16];
            random.nextBytes(bytes);
            for (int group = 0; group < 8; group++) {
                if (random.nextBoolean()) {
                    bytes[2 * group] = 0;
                    bytes[2 * group + 1] = 0;
                }
            }
            String canonical = Ipv6Text.of(bytes);
            String full = Objects.requireNonNull(InetAddress.getByAddress(bytes).getHostAddress());

            assertThat(Ipv6Text.bytes(canonical)).as(canonical).isEqualTo(bytes);
            assertThat(Network.of(full + "/128")).isEqualTo(new Network(bytes, 128));
            assertThat(canonical.length()).isLessThanOrEqualTo(full.length());
        }
    }

    /** Whatever is typed, an access is a canonical, narrow network, or refused with a sentence. */
    @Test
    void neverTakesAWideNetworkWhateverIsTyped() {
        var random = new Random(SEED);
        String alphabet = "0123456789abcfx.:/ -%";
        List<String> seeds = List.of("203.0.113.7/32", "203.0.113.0/24", "2001:db8::/64", "0.0.0.0/0", "::/0");
        int taken = 0;
        for (int i = 0; i < 5_000; i++) {
            var text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
            for (int changes = random.nextInt(4); changes > 0 && !text.isEmpty(); changes--) {
                int at = random.nextInt(text.length());
                char letter = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.insert(at, letter);
                    case 1 -> text.deleteCharAt(at);
                    default -> text.setCharAt(at, letter);
                }
            }
            String refusal = refusal(text.toString());
            if (refusal == null) {
                taken++;
                assertNarrow(text.toString());
            } else {
                assertThat(refusal).endsWith(".");
            }
        }
        assertThat(taken).isBetween(500, 4_000);
    }

    private static void assertNarrow(String text) {
        String cidr = accessOf(text).cidr();
        int length = Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1));
        assertThat(length).as(text).isGreaterThanOrEqualTo(cidr.contains(":") ? 64 : 24);
        assertThat(cidr)
                .as(text)
                .matches("[0-9a-f.:]+/[0-9]+")
                .doesNotStartWith("0.")
                .doesNotStartWith("127.");
        assertThat(accessOf(cidr)).isEqualTo(accessOf(text));
    }

    private static Access accessOf(String text) {
        try {
            return Access.parse(text);
        } catch (RefusedValueException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void comparesNetworks() {
        List<String> within = new ArrayList<>();
        for (String other : List.of("10.0.0.0/8", "10.1.0.0/16", "10.1.0.0/17", "10.1.128.0/17", "10.2.0.0/16")) {
            if (network(other).overlaps(network("10.1.0.0/17"))) {
                within.add(other);
            }
        }

        assertThat(within).containsExactly("10.0.0.0/8", "10.1.0.0/16", "10.1.0.0/17");
        assertThat(network("10.1.0.0/16").isWithin(network("10.0.0.0/8"))).isTrue();
        assertThat(network("10.0.0.0/8").isWithin(network("10.1.0.0/16"))).isFalse();
        assertThat(network("::/0").overlaps(network("0.0.0.0/0"))).isFalse();
    }

    private static Network network(String text) {
        try {
            return Network.of(text);
        } catch (RefusedValueException e) {
            throw new AssertionError(e);
        }
    }

    private static @Nullable String refusal(String text) {
        var refused = catchThrowableOfType(RefusedValueException.class, () -> Access.parse(text));
        return refused == null ? null : refused.remedy();
    }
}
