package dev.backflow.launcher.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.launcher.drill.Strike.Trigger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoundPlanTest {
    private static final Corpus CORPUS = new Corpus(1_000);

    @Test
    void isTheSameForTheSameSeedAndRound() {
        assertThat(RoundPlan.of(7, 2, 25, true, CORPUS)).isEqualTo(RoundPlan.of(7, 2, 25, true, CORPUS));
        assertThat(RoundPlan.of(7, 2, 25, true, CORPUS)).isNotEqualTo(RoundPlan.of(7, 1, 25, true, CORPUS));
        assertThat(RoundPlan.of(7, 2, 25, true, CORPUS)).isNotEqualTo(RoundPlan.of(8, 2, 25, true, CORPUS));
    }

    @Test
    void hasAsManyKillsAsAreAskedFor() {
        for (int kills = 1; kills <= 30; kills++) {
            assertThat(RoundPlan.of(kills, 1, kills, true, CORPUS).kills()).isEqualTo(kills);
        }
    }

    @Test
    void strikesEveryTargetAtEveryTrigger() {
        var strikes = rounds(true).toList();

        assertThat(strikes).extracting(Strike::target).contains(Target.values());
        assertThat(strikes).extracting(Strike::trigger).contains(Trigger.values());
        assertThat(strikes)
                .filteredOn(strike -> strike.trigger() != Trigger.CALLS)
                .extracting(Strike::target)
                .containsOnly(Target.LAUNCHER);
    }

    @Test
    void leavesADatabaseAloneThatItDoesNotManage() {
        assertThat(rounds(false)).extracting(Strike::target).doesNotContain(Target.DATABASE);
    }

    @Test
    void limitsEveryThirdRoundToFewerDocumentsThanThereAre() {
        assertThat(IntStream.rangeClosed(1, 6)
                        .mapToObj(round ->
                                RoundPlan.of(1, round, 5, false, CORPUS).limit()))
                .containsExactly(1_000L, 1_000L, 600L, 1_000L, 1_000L, 600L);
    }

    private static Stream<Strike> rounds(boolean database) {
        return IntStream.rangeClosed(1, 40)
                .mapToObj(round -> RoundPlan.of(1, round, 25, database, CORPUS))
                .flatMap(plan -> Stream.concat(plan.strikes().stream(), plan.late().stream()));
    }
}
