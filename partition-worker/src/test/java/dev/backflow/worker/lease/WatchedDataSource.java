package dev.backflow.worker.lease;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Counts what is asked of a database, and loses a commit, or the answer to it, when told to. */
final class WatchedDataSource extends DelegatingDataSource {
    /** What becomes of the next commit of a transaction that settles a chunk, or of one that claims a partition. */
    enum Fault {
        COMMIT_FAILS,
        ANSWER_IS_LOST,
        ROLLED_BACK_BY_A_DEADLOCK
    }

    final AtomicInteger checkedOut = new AtomicInteger();
    final AtomicInteger statements = new AtomicInteger();
    final AtomicInteger commits = new AtomicInteger();

    /** Of each settle that was committed: its statements. */
    final java.util.Queue<Integer> statementsPerSettle = new java.util.concurrent.ConcurrentLinkedQueue<>();

    private final AtomicReference<@Nullable Fault> fault = new AtomicReference<>();
    private final AtomicReference<@Nullable Fault> claimFault = new AtomicReference<>();

    WatchedDataSource(DataSource target) {
        super(target);
    }

    void injectAtNextSettle(Fault next) {
        fault.set(next);
    }

    void injectAtNextClaim(Fault next) {
        claimFault.set(next);
    }

    boolean isFaultPending() {
        return fault.get() != null || claimFault.get() != null;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        checkedOut.incrementAndGet();
        return proxy(Connection.class, new WatchedConnection(connection));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private final class WatchedConnection implements InvocationHandler {
        private final Connection connection;
        private boolean closed;
        private boolean settles;
        private boolean claims;
        private int inTransaction;

        WatchedConnection(Connection connection) {
            this.connection = connection;
        }

        @Override
        public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
            switch (method.getName()) {
                case "close" -> {
                    if (!closed) {
                        closed = true;
                        checkedOut.decrementAndGet();
                    }
                }
                case "commit" -> {
                    return commit(method);
                }
                case "prepareStatement" -> {
                    String sql = String.valueOf(arguments == null ? null : arguments[0]);
                    var statement = (PreparedStatement) call(connection, method, arguments);
                    return proxy(PreparedStatement.class, (proxy, asked, given) -> {
                        if (asked.getName().startsWith("execute")) {
                            statements.incrementAndGet();
                            inTransaction++;
                            settles |= sql.contains("INSERT INTO BACKFLOW_CHUNK");
                            claims |= sql.contains("SET OWNER = ?, FENCE = FENCE + 1");
                        }
                        return call(java.util.Objects.requireNonNull(statement), asked, given);
                    });
                }
                default -> {}
            }
            return call(connection, method, arguments);
        }

        private @Nullable Object commit(Method method) throws Throwable {
            Fault injected = settles ? fault.getAndSet(null) : claims ? claimFault.getAndSet(null) : null;
            claims = false;
            if (injected == Fault.COMMIT_FAILS) {
                connection.rollback();
                throw new SQLException("the connection broke before the commit", "08006");
            }
            if (injected == Fault.ROLLED_BACK_BY_A_DEADLOCK) {
                connection.rollback();
                throw new SQLException("somebody had to give way", "40001", 40_001);
            }
            Object result = call(connection, method, null);
            commits.incrementAndGet();
            if (settles) {
                statementsPerSettle.add(inTransaction);
            }
            settles = false;
            inTransaction = 0;
            if (injected == Fault.ANSWER_IS_LOST) {
                throw new SQLException("the connection broke after the commit", "08006");
            }
            return result;
        }
    }
}
