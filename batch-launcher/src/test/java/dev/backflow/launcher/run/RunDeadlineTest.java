package dev.backflow.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.ledger.NewRun;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunDeadlineTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T12:00:00Z, PT60M",
        "2026-01-01T12:40:00Z, PT20M",
        "2026-01-01T12:59:59Z, PT1S",
        "2026-01-01T13:00:00Z, PT0S",
        "2026-01-09T12:00:00Z, PT0S",
        "+99999-01-01T12:00:00Z, PT0S",
        "2025-12-31T12:00:00Z, PT60M",
        "1970-01-01T00:00:00Z, PT60M"
    })
    void countsFromTheStartOfTheRunAndStaysWithinItsLengthWhateverTheClockSays(Instant now, Duration left) {
        assertThat(new RunDeadline(HOUR, NOON).left(now)).isEqualTo(left);
    }

    @Test
    void isNoneWithoutALength() {
        assertThat(new RunDeadline(null, NOON).left(NOON)).isNull();
    }

    @Test
    void doesNotBeginAnewWhenAnotherLauncherResumesTheRun() {
        try (TestDatabase database = TestDatabase.h2InMemory()) {
            var runs = new Runs(database.ledger());
            Run begun = runs.begin(
                    new NewRun("job", "here", "processes", 100, "a", "b", NOON), number -> "/data/" + number);

            Run resumed = runs.takeOver(begun, "there");

            assertThat(new RunDeadline(HOUR, resumed.startedAt()).left(NOON.plus(Duration.ofMinutes(50))))
                    .isEqualTo(Duration.ofMinutes(10));
        }
    }
}
