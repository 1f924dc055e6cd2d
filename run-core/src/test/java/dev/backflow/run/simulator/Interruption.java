package dev.backflow.run.simulator;

import java.sql.SQLException;

/** What a simulated database tells whoever schedules its users, and what it is told to do. */
interface Interruption {
    /**
     * A connection is asked for, so that the asking actor holds no lock: others may go on here.
     *
     * @throws SQLException if the database is out of reach
     */
    void beforeConnecting() throws SQLException;

    /** Others may go on, in transactions of their own, while this one holds locks. */
    void insideTransaction();

    /**
     * @param sql as it will be carried out
     * @throws SQLException if the connection breaks here
     */
    void beforeStatement(String sql) throws SQLException;

    /** @throws SQLException if the connection breaks before the commit */
    void beforeCommit() throws SQLException;

    /** @throws SQLException if the answer is lost */
    void afterCommit() throws SQLException;
}
