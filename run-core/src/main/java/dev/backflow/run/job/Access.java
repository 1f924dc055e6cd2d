package dev.backflow.run.job;

import java.util.List;

/**
 * The network from which what is restricted in a sandbox may be reached: IPv4 of /24 to /32, or IPv6 of /64 to /128.
 *
 * @param cidr canonical: dotted decimal, or IPv6 as RFC 5952 writes it, then a slash and the prefix's length
 */
public record Access(String cidr) {
    static final int WIDEST_IPV4 = 24;
    static final int WIDEST_IPV6 = 64;

    /** Networks that no launcher has an address in (source: the IANA registries of special-purpose addresses). */
    private static final List<String> NOBODYS =
            List.of("0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3", "::/8", "fe80::/10", "ff00::/8");

    public Access {
        try {
            if (!checked(cidr).toString().equals(cidr)) {
                throw new IllegalArgumentException("not a canonical network: " + cidr);
            }
        } catch (RefusedValueException e) {
            throw new IllegalArgumentException(cidr + " is no access. " + e.remedy(), e);
        }
    }

    /** The access that a text says. */
    static Access parse(String text) throws RefusedValueException {
        return new Access(checked(text).toString());
    }

    private static Network checked(String text) throws RefusedValueException {
        Network network = Network.of(text);
        int widest = network.isIpv6() ? WIDEST_IPV6 : WIDEST_IPV4;
        if (network.length() < widest) {
            throw new RefusedValueException(
                    "This opens the sandbox to too many. Write your own address or network, /%d or narrower%s."
                            .formatted(widest, network.isIpv6() ? "" : ", such as 203.0.113.7/32"));
        }
        if (!network.equals(network.masked())) {
            throw new RefusedValueException(
                    "Its address has bits beyond the prefix. Write %s for the network, or %s for"
                                    .formatted(network.masked(), network.alone())
                            + " this address alone.");
        }
        for (String nobodys : NOBODYS) {
            if (network.isWithin(Network.of(nobodys))) {
                throw new RefusedValueException(
                        "Nobody reaches a sandbox from %s. Write the address or network that you come from."
                                .formatted(nobodys));
            }
        }
        return network;
    }

    /** Whether the network is one of IPv6. */
    public boolean isIpv6() {
        return cidr.contains(":");
    }

    @Override
    public String toString() {
        return cidr;
    }
}
