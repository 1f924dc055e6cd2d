package dev.backflow.launcher.sandbox.aws;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a sandbox has to resolve the name of the job repository itself. A server with a public address beside
 * its private one is found by the public one from a peered network too, where no way leads to it.
 */
final class DatabaseName {
    private DatabaseName() {}

    /** Resolves names; the seam through which tests know the answers. */
    @FunctionalInterface
    interface Resolver {
        InetAddress resolve(String host) throws UnknownHostException;
    }

    /**
     * Parameters of the sandbox's stack.
     *
     * @param url JDBC, of the job repository
     * @param isPublic whether it is the base's, with a public address beside its private one: the base has the rights for a
     *     zone then, and a launcher in the server's own network sees the private address alone
     * @param serverAddress the address at which the server itself says it was reached; empty if it does not say
     * @return none if the name leads the workers to the server anyhow
     * @throws SandboxException if the name would lead them to a public address, and the base has no rights for a zone
     */
    static Map<String, String> parameters(String url, boolean isPublic, String serverAddress, Resolver resolver) {
        String host = URI.create(url.substring("jdbc:".length())).getHost();
        if (host == null || isAddress(host) || !isAddress(serverAddress)) {
            return Map.of();
        }
        InetAddress told = resolved(serverAddress, InetAddress::getByName);
        if (told == null || !told.isSiteLocalAddress()) {
            return Map.of();
        }
        if (isPublic) {
            return Map.of("DatabaseHost", host, "DatabaseAddress", serverAddress);
        }
        InetAddress seen = resolved(host, resolver);
        if (seen != null && !isPrivate(seen)) {
            throw new SandboxException(
                    SandboxException.Kind.WRONG,
                    "The job repository's name %s leads to a public address (%s), to which workers have no way. Give its URL a name that leads to its private address (%s), in repository.url or as OwnDatabaseUrl of the base."
                            .formatted(host, seen.getHostAddress(), serverAddress));
        }
        return Map.of();
    }

    private static boolean isAddress(String host) {
        return host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    }

    private static boolean isPrivate(InetAddress address) {
        return address.isSiteLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress();
    }

    private static @Nullable InetAddress resolved(String host, Resolver resolver) {
        try {
            return resolver.resolve(host);
        } catch (UnknownHostException e) {
            // The launcher reaches it by something else than the name, so that the name decides nothing.
            return null;
        }
    }
}
