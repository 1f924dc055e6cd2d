package dev.backflow.run.simulator;

import dev.backflow.run.ledger.LedgerDatabase;
import dev.backflow.run.ledger.TestDatabase;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;

/**
 * An H2 database in memory behind connections that break, stop and let others go on when told to, and that may carry out
 * another statement than the one they were given. One for many runs, one after the other.
 */
final class SimulatedDatabase extends AbstractDataSource implements AutoCloseable {
    private final TestDatabase database = TestDatabase.h2InMemory();
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final Map<String, String> rewritten = new HashMap<>();
    private final BrokenProtocol broken;
    private final JdbcTransactionManager transactionManager = new InterruptedTransactions();
    private final LedgerDatabase ledger = new LedgerDatabase(this, transactionManager);
    private @Nullable Interruption interruption;
    private boolean beginning;

    SimulatedDatabase(BrokenProtocol broken) {
        this.broken = broken;
        broken.schema().forEach(change -> database.jdbc().sql(change).update());
    }

    LedgerDatabase ledger() {
        return ledger;
    }

    JdbcTransactionManager transactionManager() {
        return transactionManager;
    }

    /** Without any of the faults. */
    TestDatabase plain() {
        return database;
    }

    void interruptBy(Interruption next) {
        interruption = next;
    }

    /** Whether every rewrite of the broken protocol has met a statement: otherwise nothing was broken. */
    boolean isBrokenAsMeant() {
        return broken.rewrites().stream()
                .allMatch(rewrite -> rewritten.keySet().stream().anyMatch(sql -> BrokenProtocol.meets(rewrite, sql)));
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (!beginning) {
            told().beforeConnecting();
        }
        Connection raw = idle.isEmpty() ? open() : idle.pop();
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, new Faulty(raw));
    }

    private Connection open() throws SQLException {
        Connection raw = DriverManager.getConnection(database.url(), database.user(), database.password());
        try (var statement = raw.createStatement()) {
            // There is one thread: whoever holds the lock cannot let it go while another waits for it.
            statement.execute("SET LOCK_TIMEOUT 1");
        }
        return raw;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public void close() {
        try {
            for (Connection raw : idle) {
                raw.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a connection cannot be closed", e);
        }
        database.close();
    }

    private Interruption told() {
        return Objects.requireNonNull(interruption);
    }

    /** Tells of a connection before it asks for one: what it is told there, an error perhaps, is not to be wrapped. */
    private final class InterruptedTransactions extends JdbcTransactionManager {
        private static final long serialVersionUID = 1L;

        InterruptedTransactions() {
            super(SimulatedDatabase.this);
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            try {
                told().beforeConnecting();
            } catch (SQLException e) {
                throw new CannotCreateTransactionException("the database is out of reach", e);
            }
            beginning = true;
            try {
                super.doBegin(transaction, definition);
            } finally {
                beginning = false;
            }
        }
    }

    private final class Faulty implements InvocationHandler {
        private final Connection raw;
        private boolean closed;

        Faulty(Connection raw) {
            this.raw = raw;
        }

        @Override
        public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
            switch (method.getName()) {
                case "prepareStatement" -> {
                    Object[] given = Objects.requireNonNull(arguments);
                    if (!raw.getAutoCommit()) {
                        told().insideTransaction();
                    }
                    String sql = rewritten.computeIfAbsent((String) given[0], broken::rewrite);
                    told().beforeStatement(sql);
                    given[0] = sql;
                    return call(method, given);
                }
                case "commit" -> {
                    commit();
                    return null;
                }
                case "close" -> {
                    giveBack();
                    return null;
                }
                case "isClosed" -> {
                    return closed;
                }
                default -> {
                    return call(method, arguments);
                }
            }
        }

        private void commit() throws SQLException {
            try {
                told().beforeCommit();
            } catch (SQLException e) {
                // The server rolls back what a broken connection has left.
                raw.rollback();
                throw e;
            }
            raw.commit();
            told().afterCommit();
        }

        private void giveBack() throws SQLException {
            if (closed) {
                return;
            }
            closed = true;
            if (!raw.getAutoCommit()) {
                raw.rollback();
                raw.setAutoCommit(true);
            }
            idle.push(raw);
        }

        private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
            try {
                return method.invoke(raw, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }
    }
}
