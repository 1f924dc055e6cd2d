package dev.backflow.run.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.TransactionSystemException;

class PassingFaultTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "08001", "08003", "08006", "57P01", "57P02", "57P03", "57P05", "25P03", "53300", "40001", "40P01",
                "55P03", "HYT00"
            })
    void mayPass(String state) {
        assertThat(PassingFault.is(new IllegalStateException(new SQLException("gone", state))))
                .isTrue();
    }

    /** A wrong statement, a broken rule, a full disk, an embedded database that has closed itself. */
    @ParameterizedTest
    @ValueSource(strings = {"42601", "23505", "53100", "90028", "90098", "28P01", "3D000"})
    void comesAgain(String state) {
        assertThat(PassingFault.is(new IllegalStateException(new SQLException("no", state))))
                .isFalse();
    }

    @Test
    void mayPassWhenAPoolGotNoConnectionInTime() {
        var timeout = new SQLTransientConnectionException("timed out");

        assertThat(PassingFault.is(new CannotGetJdbcConnectionException("none", timeout)))
                .isTrue();
    }

    @Test
    void comesAgainWhenThePoolWasNotAdmitted() {
        var timeout = new SQLTransientConnectionException("timed out", new SQLException("password", "28P01"));

        assertThat(PassingFault.is(timeout)).isFalse();
    }

    @Test
    void mayPassWhenTheRollbackFailedAsWell() {
        var rollback = new TransactionSystemException("rollback", new SQLException("any"));
        rollback.initApplicationException(new IllegalStateException(new SQLException("gone", "08006")));

        assertThat(PassingFault.is(rollback)).isTrue();
        assertThat(PassingFault.is(new IllegalStateException(new SQLException("Connection is closed"))))
                .isTrue();
    }

    @Test
    void isAboutDatabasesAlone() {
        assertThat(PassingFault.is(new IllegalStateException("connection"))).isFalse();
        assertThat(PassingFault.is(new SQLException("without a state"))).isFalse();
    }
}
