package dev.backflow.run.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.run.ledger.TestDatabase;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A model proves something about the protocol only if it follows the same rules as the ledger, row by row. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelMatchesLedgerIT {
    private static final int HISTORIES = 80;
    private static final int STEPS = 60;

    private final TestDatabase database = TestDatabase.h2InMemory();
    private final RealLedger real = new RealLedger(database);

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void comesToTheSameRowsWhateverIsDone() {
        follow(Flaw.NONE);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "NO_FENCE",
                "NO_GUARD",
                "GRANT_RELEASED_ON_TAKE_OVER",
                "LAPSE_COUNTED_AS_DEATH",
                "DEATH_COUNTED_UNBEGUN",
                "GRANT_ALL_OR_NOTHING",
                "CLAIM_SKIPS_GRANTED",
                "CLAIM_KEEPS_FENCE",
                "FINISH_KEEPS_GRANT",
                "CLOSE_KEEPS_GRANT",
                "REJECTED_COUNTED",
                "FREE_RESETS_FENCE"
            })
    void differsFromAModelThatIsWrong(Flaw flaw) {
        assertThatThrownBy(() -> follow(flaw)).isInstanceOf(AssertionError.class);
    }

    private void follow(Flaw flaw) {
        for (int seed = 0; seed < HISTORIES; seed++) {
            follow(flaw, seed);
        }
    }

    private void follow(Flaw flaw, int seed) {
        var random = new Random(seed);
        Scope scope = Scope.of(2, random.nextInt(9), List.of("ccr", "rcc", "c")).withSlots(2);
        var history = new BothWays(scope, flaw, real, random);
        int step = 0;
        try {
            for (; step < STEPS; step++) {
                history.step();
            }
            history.close();
        } catch (AssertionError e) {
            throw new AssertionError("history %d, step %d".formatted(seed, step), e);
        }
    }
}
