package dev.backflow.launcher.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.ledger.PostgresServer;
import dev.backflow.run.ledger.TestDatabase;
import org.junit.jupiter.api.Test;

class PostgresRepositoryIT {
    @Test
    void readsFromTheServerHowManyConnectionsItGives() throws Exception {
        var server = PostgresServer.shared();
        try (var repository = repository(server.url("postgres"))) {
            var budget = repository.connectionBudget();

            assertThat(budget.serverMost()).isBetween(10, 10_000);
            assertThat(budget.problem(20_000, 4, 8)).contains("Lower workers.max");
        }
    }

    @Test
    void letsWorkersInByAnAccountThatGoesWithTheLauncher() throws Exception {
        try (var database = TestDatabase.postgres()) {
            WorkerLogin login = WorkerLogin.own("letters", database.url(), Secrets.random());
            try (var repository =
                    new PostgresRepository(database.url(), PostgresServer.USER, "", login, Secrets.random())) {
                assertThat(accounts(database, login)).isZero();

                var address = repository.workerAddress();

                assertThat(address.user()).isEqualTo(login.user()).startsWith("backflow_worker_");
                assertThat(repository.note()).isNull();
                assertThat(repository.workerAddress()).isSameAs(address);
                assertThat(accounts(database, login)).isOne();
            }
            assertThat(accounts(database, login)).isZero();
        }
    }

    @Test
    void letsWorkersUseTheLaunchersAccountWhereItMayCreateNone() throws Exception {
        try (var database = TestDatabase.postgres()) {
            database.jdbc().sql("CREATE ROLE backflow_modest LOGIN").update();
            try (var repository = new PostgresRepository(
                    database.url(),
                    "backflow_modest",
                    "",
                    WorkerLogin.own("letters", database.url(), Secrets.random()),
                    Secrets.random())) {
                assertThat(repository.workerAddress().user()).isEqualTo("backflow_modest");
                assertThat(repository.note())
                        .startsWith("Workers use the database user backflow_modest of the launcher itself");
            } finally {
                database.jdbc().sql("DROP ROLE backflow_modest").update();
            }
        }
    }

    private static long accounts(TestDatabase database, WorkerLogin login) {
        return database.jdbc()
                .sql("SELECT COUNT(*) FROM pg_roles WHERE rolname = ?")
                .param(login.user())
                .query(Long.class)
                .single();
    }

    private static PostgresRepository repository(String url) {
        return new PostgresRepository(
                url, PostgresServer.USER, "", WorkerLogin.own("letters", url, Secrets.random()), Secrets.random());
    }
}
