package dev.backflow.run.ledger;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/**
 * Tells faults of a database that may be gone at the next try from those that come again.
 *
 * <p>An embedded H2 database that has closed itself is not among them: its file failed, and nothing mends that while one
 * waits.
 */
public final class PassingFault {
    /** By SQLSTATE: what a server that restarts, is full or breaks a tie between transactions answers. */
    private static final Set<String> STATES = Set.of(
            "57P01", "57P02", "57P03", // shut down by its administrator, crashed, starting up
            "57P05", "25P03", // a session that was idle for too long
            "53300", // too many connections
            "40001", "40P01", "55P03", // serialization, deadlock, a lock that did not come free
            "HYT00"); // H2's word for such a lock

    private static final String CONNECTION = "08";
    private static final String NOT_ADMITTED = "28";
    private static final String NO_SUCH_DATABASE = "3D000";

    private PassingFault() {}

    /** Whether to try again may help; what is no fault of a database never passes. */
    public static boolean is(Throwable fault) {
        boolean passing = false;
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransactionSystemException rollback && isBehind(rollback)) {
                return true;
            }
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                if (comesAgain(state)) {
                    return false;
                }
                passing |= sql instanceof SQLTransientConnectionException || isEvicted(sql) || passes(state);
            }
        }
        return passing;
    }

    /** The rollback fails as well on a connection that broke, and is what is thrown then. */
    private static boolean isBehind(TransactionSystemException rollback) {
        Throwable first = rollback.getApplicationException();
        return first != null && is(first);
    }

    /** What a pool says, without a state, of a connection that it has thrown away because it broke. */
    private static boolean isEvicted(SQLException fault) {
        return fault.getSQLState() == null && "Connection is closed".equals(fault.getMessage());
    }

    private static boolean passes(@Nullable String state) {
        return state != null && (state.startsWith(CONNECTION) || STATES.contains(state));
    }

    /** A pool that gets no connection says why in its cause: a wrong password is no matter of time. */
    private static boolean comesAgain(@Nullable String state) {
        return state != null && (state.startsWith(NOT_ADMITTED) || state.equals(NO_SUCH_DATABASE));
    }
}
