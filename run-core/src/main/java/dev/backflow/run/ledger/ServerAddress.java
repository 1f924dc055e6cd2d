package dev.backflow.run.ledger;

/** Where a PostgreSQL server says that it was reached: behind a public address, its private one. */
public final class ServerAddress {
    private final LedgerDatabase database;

    /** @param database on PostgreSQL; others do not know */
    public ServerAddress(LedgerDatabase database) {
        this.database = database;
    }

    /** @return an IP address; empty when the connection does not go over a network */
    public String read() {
        return database.alone(() -> database.jdbc()
                .sql("SELECT COALESCE(host(inet_server_addr()), '')")
                .query(String.class)
                .single());
    }
}
