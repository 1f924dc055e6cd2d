package dev.backflow.run.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** By a clock of the test's own, which goes on when the database is asked. */
class PatienceTest {
    private final List<String> told = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private boolean stopping;
    private int asked;

    private Patience patience(Duration longest) {
        return new Patience(longest, () -> stopping, told::add, nanos::get);
    }

    /** Fails so many times, each after so long, and answers then. */
    private String ask(int failures, Duration each) {
        nanos.addAndGet(each.toNanos());
        if (asked++ < failures) {
            throw new DataAccessResourceFailureException("away", new SQLException("away", "08006"));
        }
        return "answer";
    }

    @Test
    void repeatsUntilThereIsAnAnswer() {
        assertThat(patience(Patience.LONGEST).with(() -> ask(2, Duration.ofMillis(1))))
                .isEqualTo("answer");

        assertThat(asked).isEqualTo(3);
        assertThat(told).as("for a moment that nobody has noticed").isEmpty();
    }

    @Test
    void tellsOnceOfAWaitAndOnceOfItsEnd() {
        patience(Patience.LONGEST).with(() -> ask(3, Duration.ofSeconds(5)));

        assertThat(told)
                .containsExactly(
                        "The job repository cannot be reached; waiting up to 60 s for it to come back.",
                        "The job repository is back; the run goes on.");
    }

    @Test
    void throwsWhatCameLastWhenTheTimeIsUpAndWaitsNoMore() {
        var patience = patience(Duration.ofSeconds(20));

        assertThatThrownBy(() -> patience.with(() -> ask(Integer.MAX_VALUE, Duration.ofSeconds(11))))
                .isInstanceOf(DataAccessResourceFailureException.class)
                .hasMessage("away");
        assertThat(asked).isEqualTo(3);
        assertThatThrownBy(() -> patience.with(() -> ask(0, Duration.ZERO)))
                .isInstanceOf(DataAccessResourceFailureException.class)
                .hasMessageContaining("20 seconds");
        assertThat(asked).as("nothing is asked after that").isEqualTo(3);
    }

    @Test
    void waitsLessWhenItIsToStop() {
        stopping = true;

        assertThatThrownBy(() -> patience(Patience.LONGEST).with(() -> ask(Integer.MAX_VALUE, Duration.ofSeconds(11))))
                .isInstanceOf(DataAccessResourceFailureException.class);

        assertThat(asked).isEqualTo(2);
    }

    @Test
    void measuresEachOutageAnew() {
        var patience = patience(Duration.ofSeconds(20));
        for (int outage = 0; outage < 3; outage++) {
            asked = 0;

            assertThat(patience.with(() -> ask(1, Duration.ofSeconds(15)))).isEqualTo("answer");
        }
    }

    @Test
    void repeatsNothingThatComesAgain() {
        assertThatThrownBy(() -> patience(Patience.LONGEST).with(() -> {
                    asked++;
                    throw new IllegalStateException("a mistake");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void repeatsNothingWithoutPatience() {
        assertThatThrownBy(() -> Patience.none().with(() -> ask(1, Duration.ZERO)))
                .hasMessage("away");
    }
}
