package dev.backflow.worker.repository;

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

    @Override
    public String toString() {
        return url + " as " + user;
    }
}
