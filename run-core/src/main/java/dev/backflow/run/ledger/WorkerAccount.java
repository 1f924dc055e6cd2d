package dev.backflow.run.ledger;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;

/** The account of worker processes in an embedded database: it reads and writes rows, and changes no table. */
public final class WorkerAccount {
    private WorkerAccount() {}

    /**
     * Creates the account, or gives it its new password; every earlier password stops working.
     *
     * @param url of an H2 database
     * @param worker a plain identifier
     * @param workerPassword letters and digits only
     */
    public static void admit(String url, String user, String password, String worker, String workerPassword) {
        if (!worker.matches("[A-Z_]+") || !workerPassword.matches("[A-Za-z0-9]+")) {
            throw new IllegalArgumentException("an account's name and password are plain letters and digits");
        }
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE USER IF NOT EXISTS %s PASSWORD '%s'".formatted(worker, workerPassword));
            statement.execute("ALTER USER %s SET PASSWORD '%s'".formatted(worker, workerPassword));
            statement.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA PUBLIC TO " + worker);
        } catch (SQLException e) {
            throw new SQLErrorCodeSQLExceptionTranslator("H2").translate("admit workers", null, e);
        }
    }
}
