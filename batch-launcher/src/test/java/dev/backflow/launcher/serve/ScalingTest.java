package dev.backflow.launcher.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalingTest {
    private static final double BUSY = 0.95;
    private static final double CALM = 0.5;

    @Test
    void goesFromOneToTwentyWhileWorkWaitsAndToNoneWhenThereIsNone() {
        var cluster = new ScriptedCluster(rules(1, 20, null), 200, 200_000, 40, 10, BUSY);

        assertThat(cluster.alive()).isEqualTo(1);
        cluster.pass(Duration.ofMinutes(10));
        assertThat(cluster.alive).isSorted().endsWith(20);
        assertThat(cluster.starts.stream().filter(more -> more > 0)).containsExactly(1, 2, 4, 8, 4);

        cluster.finish();
        cluster.pass(Duration.ofMinutes(2));
        assertThat(cluster.alive()).isZero();
        assertThat(cluster.alive).allMatch(alive -> alive <= 20);
    }

    @Test
    void staysAsItIsWhileWorkersAreNotBusy() {
        var cluster = new ScriptedCluster(rules(1, 20, null), 100, 10_000, 40, 10, CALM);

        cluster.finish();

        assertThat(cluster.alive).containsOnly(1);
    }

    @Test
    void startsNoMoreThanThereArePartitionsForThem() {
        var cluster = new ScriptedCluster(rules(1, 20, null), 3, 100_000, 10, 10, BUSY);

        cluster.pass(Duration.ofMinutes(10));

        assertThat(cluster.alive()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 3", "10, 10", "20, 10"})
    void beginsWithTheLeastAndWithTenAtOnceAtMost(int min, int first) {
        var scaling = new Scaling(rules(min, 20, null), 0);

        assertThat(scaling.decide(new Crew(0, 0, 0, 0), new Backlog(50, 0, 100, 100, 0)))
                .isEqualTo(first);
    }

    @Test
    void goesOnToTheLeastWhileTheFirstAreOnTheirWay() {
        var scaling = new Scaling(rules(20, 20, null), 0);

        assertThat(scaling.decide(new Crew(0, 10, 10, 0), new Backlog(50, 0, 100, 100, 0)))
                .isEqualTo(10);
    }

    @Test
    void waitsForThoseThatAreOnTheirWayAndForTheirFirstSigns() {
        var scaling = new Scaling(rules(1, 20, null), 0);
        var backlog = new Backlog(50, 1, 100, 100, 0);

        assertThat(scaling.decide(new Crew(seconds(60), 2, 1, BUSY), backlog)).isZero();
        assertThat(scaling.decide(new Crew(seconds(64), 2, 0, BUSY), backlog)).isZero();
        assertThat(scaling.decide(new Crew(seconds(65), 2, 0, BUSY), backlog)).isEqualTo(2);
    }

    @Test
    void addsNobodyWhenNoUnitOfTheLimitIsLeftForThem() {
        var scaling = new Scaling(rules(1, 20, null), 0);

        assertThat(scaling.decide(new Crew(seconds(60), 1, 0, BUSY), new Backlog(50, 1, 0, 10, 90)))
                .isZero();
    }

    @Test
    void goesOnWithFewerWhenThePlatformHasNoRoomAndTriesLater() {
        var cluster = new ScriptedCluster(rules(1, 20, null), 400, 400_000, 10, 10, BUSY);
        cluster.room(5);

        cluster.pass(Duration.ofMinutes(5));
        assertThat(cluster.alive()).isEqualTo(5);
        assertThat(cluster.starts.stream().filter(more -> more > 0).count())
                .as("tries in five minutes")
                .isLessThanOrEqualTo(14);

        cluster.room(100);
        cluster.pass(Duration.ofMinutes(5));
        assertThat(cluster.alive()).isEqualTo(20);
    }

    /** Also where the least is more than the platform has: it is not asked at every look. */
    @Test
    void triesLaterToReachTheLeastWhenThePlatformHasNoRoom() {
        var cluster = new ScriptedCluster(rules(5, 20, null), 400, 400_000, 10, 10, BUSY);
        cluster.room(2);
        cluster.die(3);

        cluster.pass(Duration.ofMinutes(5));
        assertThat(cluster.alive()).isEqualTo(2);
        assertThat(cluster.starts.stream().filter(more -> more > 0).count())
                .as("tries in five minutes")
                .isLessThanOrEqualTo(11);

        cluster.room(100);
        cluster.pass(Duration.ofMinutes(5));
        assertThat(cluster.alive()).isEqualTo(20);
    }

    @Test
    void asksAtOnceAndAgainForAWorkerWhileThereIsNone() {
        var scaling = new Scaling(rules(3, 20, null), 0);
        var crew = new Crew(0, 0, 0, 0);
        var backlog = new Backlog(50, 0, 100, 100, 0);
        scaling.started(3, 0, crew);

        assertThat(scaling.decide(crew, backlog)).isEqualTo(3);
    }

    @Test
    void replacesThoseThatDiedAtOnce() {
        var cluster = new ScriptedCluster(rules(1, 20, null), 200, 400_000, 10, 10, BUSY);
        cluster.pass(Duration.ofMinutes(5));
        cluster.die(7);

        cluster.pass(Duration.ofSeconds(1));

        assertThat(cluster.alive()).isEqualTo(20);
    }

    @Test
    void replacesNobodyThatLeftForWantOfWork() {
        var scaling = new Scaling(rules(1, 20, null), 0);
        scaling.decide(new Crew(seconds(60), 4, 0, BUSY), new Backlog(50, 4, 100, 100, 0));
        int before = scaling.target();
        scaling.left();
        scaling.left();

        assertThat(scaling.target()).isEqualTo(before - 2);
        assertThat(scaling.decide(new Crew(seconds(61), before - 2, 0, CALM), new Backlog(0, 2, 100, 100, 0)))
                .isZero();
    }

    @Test
    void leavesARunThatIsNotOverNeverWithoutAWorker() {
        var scaling = new Scaling(rules(1, 20, null), 0);
        scaling.left();

        assertThat(scaling.decide(new Crew(seconds(1), 0, 0, 0), new Backlog(0, 1, 0, 10, 0)))
                .isEqualTo(1);
    }

    @Test
    void addsWorkersForADeadlineThoughNoneIsBusy() {
        var calm = new ScriptedCluster(rules(1, 20, null), 200, 72_000, 10, 10, CALM);
        var hurried = new ScriptedCluster(rules(1, 20, Duration.ofMinutes(20)), 200, 72_000, 10, 10, CALM);

        calm.finish();
        hurried.finish();

        assertThat(calm.second()).isGreaterThan(7_000);
        assertThat(hurried.second()).isLessThanOrEqualTo(20 * 60);
        assertThat(hurried.alive).allMatch(alive -> alive <= 8);
        assertThat(hurried.warnings).isEmpty();
    }

    @Test
    void saysOnceThatADeadlineCannotBeMet() {
        var cluster = new ScriptedCluster(rules(1, 4, Duration.ofMinutes(10)), 200, 72_000, 10, 10, CALM);

        cluster.finish();

        assertThat(cluster.alive).contains(4);
        assertThat(cluster.warnings)
                .singleElement()
                .asString()
                .isEqualTo("The deadline will not be met: with 4 workers at their present speed it takes 31 min more,"
                        + " and 9 min are left.");
    }

    @Test
    void takesAllItMayAndSaysSoWhenTheDeadlineHadPassedBeforeARunWasResumed() {
        var scaling = new Scaling(rules(1, 20, Duration.ZERO), 0);
        scaling.decide(new Crew(0, 1, 0, CALM), new Backlog(50, 1, 10_000, 10_000, 0));

        assertThat(scaling.decide(new Crew(seconds(100), 1, 0, CALM), new Backlog(50, 1, 9_900, 9_900, 100)))
                .isEqualTo(10);
        assertThat(scaling.takeWarning()).endsWith("and 0 min are left.");
    }

    @Test
    void judgesADeadlineByTheSpeedOfThisPoolAlone() {
        var scaling = new Scaling(rules(1, 20, Duration.ofHours(1)), 0);
        scaling.decide(new Crew(0, 1, 0, CALM), new Backlog(50, 1, 10_000, 10_000, 1_000_000));

        assertThat(scaling.decide(new Crew(seconds(100), 1, 0, CALM), new Backlog(50, 1, 9_900, 9_900, 1_000_100)))
                .isEqualTo(2);
    }

    /** Whatever the run is like, it ends, with no more workers than allowed, and none is started while others come. */
    @RepeatedTest(200)
    void keepsItsBoundsInAnyRun(RepetitionInfo repetition) {
        var chance = new Random(repetition.getCurrentRepetition());
        int max = 1 + chance.nextInt(20);
        int min = 1 + chance.nextInt(max);
        Duration deadline = chance.nextBoolean() ? Duration.ofMinutes(1 + chance.nextInt(60)) : null;
        var cluster = new ScriptedCluster(
                rules(min, max, deadline),
                1 + chance.nextInt(100),
                1 + chance.nextInt(50_000),
                chance.nextInt(90),
                1 + chance.nextInt(20),
                chance.nextDouble());
        for (int moment = 0; moment < 20 && !cluster.isDone(); moment++) {
            cluster.pass(Duration.ofSeconds(chance.nextInt(60)));
            cluster.room(1 + chance.nextInt(30));
            cluster.die(chance.nextInt(1 + cluster.alive()));
        }
        cluster.room(20);

        cluster.finish();

        assertThat(cluster.isDone()).isTrue();
        assertThat(cluster.alive).allMatch(alive -> alive <= max);
        assertThat(cluster.starts).allMatch(more -> more >= 0 && more <= 10);
        cluster.pass(Duration.ofMinutes(4));
        assertThat(cluster.alive()).isZero();
    }

    @Test
    void refusesRulesThatContradictThemselves() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ScalingRules(0, 1, 0.9, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new ScalingRules(3, 2, 0.9, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new ScalingRules(1, 2, 0, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new ScalingRules(1, 2, 1.1, null));
    }

    private static ScalingRules rules(int min, int max, @Nullable Duration timeLeft) {
        return new ScalingRules(min, max, 0.9, timeLeft);
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
