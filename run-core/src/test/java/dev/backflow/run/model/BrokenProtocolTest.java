package dev.backflow.run.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each part of the protocol is there for a reason: without it, the model finds a history in which something does not
 * hold. With {@code -Dbackflow.model=histories} a shortest one is printed for each.
 */
class BrokenProtocolTest {
    private static final Scope CALM = Scope.of(2, 2, List.of("cc", "c"));
    private static final Scope REJECTING = Scope.of(2, 3, List.of("rc", "cc"));
    private static final Scope ONE_UNIT = Scope.of(1, 1, List.of("cc")).wishing(2);
    private static final Scope KILLS = Scope.of(2, 1, List.of("c", "c", "c"), Fault.KILL);
    private static final Scope LAPSES = Scope.of(2, 2, List.of("cc", "c"), Fault.LAPSE);
    private static final Scope CUT_OFF = Scope.of(1, 2, List.of("cc"), Fault.LOST_ANSWER);
    private static final Scope POISON = Scope.of(1, 3, List.of("cp"));
    private static final Scope POISON_BESIDE =
            Scope.of(1, 3, List.of("cp", "cc")).withSlots(2);
    private static final Scope POISON_AND_FAILURES =
            Scope.of(1, 3, List.of("cp", "cc"), Fault.STEP_FAILS).withSlots(2);
    private static final Scope HANGING = Scope.of(1, 3, List.of("ch", "hc")).withSlots(2);
    private static final Scope LAUNCHERS = Scope.of(2, 1, List.of("cc"), Fault.LAUNCHER_KILL, Fault.LAUNCHER_PAUSE);
    private static final Scope GIVEN_UP = Scope.of(1, 1, List.of("cc"), Fault.LAUNCHER_KILL, Fault.ABANDON);

    static Stream<Arguments> flaws() {
        return Stream.of(
                arguments(Flaw.NO_FENCE, CUT_OFF.withSlots(2), Invariant.HOLDER_ALONE_WRITES),
                arguments(Flaw.NO_GUARD, LAPSES, Invariant.HOLDER_ALONE_WRITES),
                arguments(Flaw.NO_GRANT, CALM, Invariant.SERVES_WHAT_IT_HOLDS),
                arguments(Flaw.GRANT_RELEASED_ON_TAKE_OVER, LAUNCHERS, Invariant.GRANTED_IS_SUM_OF_GRANTS),
                arguments(Flaw.NO_CHUNK_KEY, CUT_OFF, Invariant.ONE_OUTCOME),
                arguments(Flaw.LOST_ANSWER_COUNTED_AGAIN, CUT_OFF, Invariant.USED_IS_SERVICED),
                arguments(Flaw.LIMIT_DECLARED_ON_GRANTED, KILLS, Invariant.NOTHING_LEFT_OUT),
                arguments(Flaw.HELD_WHILE_WAITING, KILLS, Invariant.CAN_END),
                arguments(Flaw.NO_EPOCH_IN_THE_LAUNCHERS_GUARD, LAUNCHERS, Invariant.LAUNCHER_IN_CHARGE_ALONE_WRITES),
                arguments(Flaw.NO_EPOCH_IN_THE_WORKERS_GUARD, LAUNCHERS, Invariant.HOLDER_ALONE_WRITES),
                arguments(Flaw.LAPSE_COUNTED_AS_DEATH, LAPSES, Invariant.POISON_ALONE_IS_LOST),
                arguments(Flaw.DEATH_COUNTED_UNBEGUN, KILLS, Invariant.ACCUSED_ALONE),
                arguments(Flaw.DEATH_BLAMES_THE_NEXT, POISON, Invariant.ACCUSED_ALONE),
                arguments(Flaw.NO_SOLITUDE, POISON_BESIDE, Invariant.ACCUSED_ALONE),
                arguments(Flaw.SOLITUDE_ENDS_BEFORE_RELEASE, POISON_AND_FAILURES, Invariant.ACCUSED_ALONE),
                arguments(Flaw.BEGUN_WHILE_ENDING, HANGING, Invariant.ACCUSED_ALONE),
                arguments(Flaw.GRANT_ALL_OR_NOTHING, ONE_UNIT, Invariant.CAN_END),
                arguments(Flaw.CLAIM_IGNORES_PHASE, CALM, Invariant.CAN_END),
                arguments(Flaw.CLAIM_SKIPS_GRANTED, KILLS, Invariant.CAN_END),
                arguments(Flaw.CLAIM_KEEPS_FENCE, CUT_OFF.withSlots(2), Invariant.HOLDER_ALONE_WRITES),
                arguments(Flaw.CLAIM_WITHOUT_ANSWER_FORGOTTEN, CUT_OFF, Invariant.CAN_END),
                arguments(Flaw.FINISH_KEEPS_GRANT, REJECTING, Invariant.CAN_END),
                arguments(Flaw.CLOSE_KEEPS_GRANT, GIVEN_UP, Invariant.NO_GRANT_AT_THE_END),
                arguments(Flaw.REJECTED_COUNTED, REJECTING, Invariant.USED_IS_SERVICED),
                arguments(Flaw.FREE_RESETS_FENCE, LAPSES, Invariant.FENCE_GROWS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("flaws")
    void findsWhatEachFlawBreaks(Flaw flaw, Scope scope, Invariant broken) {
        Finding finding = Objects.requireNonNull(new Exploration(scope, flaw).explore(), "nothing was found");

        if (Objects.equals(System.getProperty("backflow.model"), "histories")) {
            System.out.printf("%s, %s%n%s%n", flaw, scope, finding);
        }
        assertThat(finding.invariant()).isEqualTo(broken);
    }

    @Test
    void knowsAScopeForEveryFlaw() {
        assertThat(flaws().map(flaw -> flaw.get()[0]))
                .containsExactlyInAnyOrder(Stream.of(Flaw.values())
                        .filter(flaw -> flaw != Flaw.NONE)
                        .toArray());
    }

    @Test
    void findsNothingInTheSameScopesOfTheProtocolAsItIs() {
        assertThat(flaws().map(flaw -> (Scope) flaw.get()[1]).distinct())
                .allSatisfy(scope ->
                        assertThat(new Exploration(scope, Flaw.NONE).explore()).isNull());
    }
}
