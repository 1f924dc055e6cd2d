package dev.backflow.launcher.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectionBudgetTest {
    private final ConnectionBudget budget = new ConnectionBudget(100);

    @Test
    void letsARunHaveFourFifthsOfTheServer() {
        assertThat(budget.problem(18, 4, 8)).isNull();
    }

    @Test
    void tellsWhatToLowerWhenWorkersNeedMore() {
        assertThat(budget.problem(18, 4, 9))
                .isEqualTo(
                        "18 workers with 4 connections each and the launcher's 9 may open 81 connections, but only 80"
                                + " are allowed: 80 % of the 100 that the database server gives to users. Lower workers.max or"
                                + " workers.slots, or raise max_connections of the server.");
    }

    @Test
    void boundsNothingWhereTheDatabaseIsTheLaunchersOwn() {
        assertThat(ConnectionBudget.UNBOUNDED.problem(20, 66, 8)).isNull();
    }
}
