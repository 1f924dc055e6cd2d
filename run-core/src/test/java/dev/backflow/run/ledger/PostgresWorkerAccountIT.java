package dev.backflow.run.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresWorkerAccountIT {
    private static final String ROLE = "backflow_worker_\"odd'";
    private static final String NOT_ALLOWED = "42501";

    private final TestDatabase database = TestDatabase.postgres();
    private final PostgresWorkerAccount account =
            new PostgresWorkerAccount(database.url(), properties(PostgresServer.USER, "trusted"), ROLE);

    @BeforeEach
    void admit() throws SQLException {
        assertThat(account.admit("word", new byte[16])).isTrue();
    }

    @AfterEach
    void close() throws SQLException {
        try {
            account.dismiss();
        } finally {
            database.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE BACKFLOW_CHUNK SET COMPLETED = COMPLETED + 1",
                "UPDATE BACKFLOW_CHUNK SET SEGMENT = 'another', PUBLISHED = TRUE",
                "DELETE FROM BACKFLOW_CHUNK",
                "TRUNCATE BACKFLOW_CHUNK",
                "UPDATE BACKFLOW_RUN SET EPOCH = EPOCH + 1",
                "DELETE FROM BACKFLOW_RUN",
                "INSERT INTO BACKFLOW_PARTITION (RUN_ID) VALUES (1)",
                "UPDATE BACKFLOW_PARTITION SET END_ORDINAL = 5",
                "DELETE FROM BACKFLOW_PARTITION",
                "UPDATE BACKFLOW_METER SET METER_LIMIT = 1000000",
                "INSERT INTO BACKFLOW_METER (RUN_ID) VALUES (1)",
                "DELETE FROM BACKFLOW_METER",
                "DELETE FROM BACKFLOW_WORKER",
                "UPDATE BATCH_JOB_EXECUTION SET STATUS = 'COMPLETED'",
                "DELETE FROM BATCH_STEP_EXECUTION",
                "ALTER TABLE BACKFLOW_CHUNK ADD COLUMN X INT",
                "ALTER TABLE BACKFLOW_METER DROP CONSTRAINT BACKFLOW_METER_EXACT",
                "DROP TABLE BACKFLOW_CHUNK",
                "CREATE INDEX MINE ON BACKFLOW_CHUNK (RUN_ID)",
                "CREATE ROLE another"
            })
    void refusesAWorkerWhatIsTheLaunchers(String statement) throws SQLException {
        try (Connection connection = worker();
                Statement tried = connection.createStatement()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> tried.execute(statement))
                    .satisfies(refusal -> assertThat(refusal.getSQLState()).isEqualTo(NOT_ALLOWED));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM BACKFLOW_RUN",
                "SELECT * FROM BACKFLOW_METER FOR UPDATE",
                "SELECT * FROM BACKFLOW_WORKER FOR UPDATE",
                "UPDATE BACKFLOW_CHUNK SET PUBLISHED = TRUE",
                "SELECT nextval('BATCH_STEP_EXECUTION_SEQ')",
                "SELECT nextval('TASK_SEQ')"
            })
    void allowsAWorkerWhatServingTakes(String statement) throws SQLException {
        try (Connection connection = worker();
                Statement done = connection.createStatement()) {
            done.execute(statement);
        }
    }

    @Test
    void isAdmittedAgainWithAnotherPassword() throws SQLException {
        String before = passwordKept();

        assertThat(account.admit("another", new byte[16])).isTrue();

        assertThat(passwordKept()).startsWith("SCRAM-SHA-256$4096:").isNotEqualTo(before);
    }

    /** By PostgreSQL's own hand, of the same password and salt. */
    @Test
    void keepsOfThePasswordWhatPostgresWould() throws SQLException {
        database.jdbc().sql("SET password_encryption = 'scram-sha-256'").update();
        database.jdbc().sql("CREATE ROLE backflow_compared PASSWORD 'word'").update();
        try {
            String kept = database.jdbc()
                    .sql("SELECT rolpassword FROM pg_authid WHERE rolname = 'backflow_compared'")
                    .query(String.class)
                    .single();
            String salt = kept.substring(kept.indexOf(':') + 1, kept.indexOf('$', kept.indexOf(':')));

            assertThat(ScramVerifier.of("word", Base64.getDecoder().decode(salt)))
                    .isEqualTo(kept);
        } finally {
            database.jdbc().sql("DROP ROLE backflow_compared").update();
        }
    }

    @Test
    void saysThatTheOwnerMayNotCreateAccounts() throws SQLException {
        database.jdbc().sql("CREATE ROLE backflow_plain LOGIN").update();
        try {
            var plain = new PostgresWorkerAccount(database.url(), properties("backflow_plain", ""), "backflow_none");

            assertThat(plain.admit("word", new byte[16])).isFalse();
        } finally {
            database.jdbc().sql("DROP ROLE backflow_plain").update();
        }
    }

    private String passwordKept() {
        return database.jdbc()
                .sql("SELECT rolpassword FROM pg_authid WHERE rolname = ?")
                .param(ROLE)
                .query(String.class)
                .single();
    }

    private Connection worker() throws SQLException {
        return DriverManager.getConnection(database.url(), properties(ROLE, "word"));
    }

    private static Properties properties(String user, String password) {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return properties;
    }
}
