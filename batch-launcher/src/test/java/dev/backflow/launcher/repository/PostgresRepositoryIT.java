package dev.backflow.launcher.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.ledger.PostgresServer;
import org.junit.jupiter.api.Test;

class PostgresRepositoryIT {
    @Test
    void readsFromTheServerHowManyConnectionsItGives() throws Exception {
        var server = PostgresServer.shared();
        try (var repository = new PostgresRepository(server.url("postgres"), PostgresServer.USER, "")) {
            var budget = repository.connectionBudget();

            assertThat(budget.serverMost()).isBetween(10, 10_000);
            assertThat(budget.problem(20_000, 4, 8)).contains("Lower workers.max");
        }
    }
}
