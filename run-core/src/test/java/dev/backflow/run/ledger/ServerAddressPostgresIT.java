package dev.backflow.run.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerAddressPostgresIT {
    @Test
    void isTheOneThatTheServerWasReachedAt() {
        try (var database = TestDatabase.postgres()) {
            assertThat(new ServerAddress(database.ledger()).read()).isEqualTo("127.0.0.1");
        }
    }
}
