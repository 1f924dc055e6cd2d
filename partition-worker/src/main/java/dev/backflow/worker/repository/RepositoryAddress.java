package dev.backflow.worker.repository;

import java.util.Properties;

/**
 * How to reach the job repository.
 *
 * @param url a JDBC URL of H2 or PostgreSQL, without user and password in it
 * @param connections the most connections that this process opens
 */
public record RepositoryAddress(String url, String user, String password, int connections) {
    public RepositoryAddress {
        if (connections < 1) {
            throw new IllegalArgumentException("connections must be at least 1, was " + connections);
        }
    }

    /** The same database for a process that needs another number of connections. */
    public RepositoryAddress withConnections(int most) {
        return new RepositoryAddress(url, user, password, most);
    }

    boolean isPostgres() {
        return url.startsWith("jdbc:postgresql:");
    }

    /**
     * What bounds every wait for PostgreSQL on the network, for the driver; what the URL says about the same goes
     * before. A server that has gone without a word is noticed in half of a worker's lease, so that the other half is
     * left for a new connection. H2's server runs in the launcher, on the same machine, and needs none of this.
     */
    public Properties bounds() {
        var bounds = new Properties();
        if (isPostgres()) {
            bounds.setProperty("connectTimeout", "5");
            bounds.setProperty("loginTimeout", "10");
            bounds.setProperty("socketTimeout", "15");
            bounds.setProperty("tcpKeepAlive", "true");
        }
        return bounds;
    }

    /** The same, with user and password, for a connection without a pool. */
    public Properties properties() {
        Properties properties = bounds();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return properties;
    }

    @Override
    public String toString() {
        return url + " as " + user;
    }
}
