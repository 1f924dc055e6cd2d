package dev.backflow.launcher.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** A sandbox never lives beyond the hard end that it was created with, however many launchers go on with it. */
class HardEndTest {
    private final FakeCloud cloud = new FakeCloud(CloudFaults.none());
    private final Launch launch = new Launch(cloud, 1);
    private final SandboxSpec spec = Samples.spec();

    private FakeStack own() {
        return Objects.requireNonNull(cloud.stack(spec.stackName()));
    }

    private Instant due() {
        return Objects.requireNonNull(cloud.schedules.get(spec.stackName())).start();
    }

    private static HardEnd end(FakeStack stack) {
        return Objects.requireNonNull(HardEnd.of(stack.tags));
    }

    /** Launchers that live on, and push the switch, until shortly before a moment. */
    private void liveUntil(Instant moment) {
        AwsSandbox sandbox = launch.sandbox();
        sandbox.deploy();
        while (cloud.time.instant().isBefore(moment)) {
            cloud.time.pass(sandbox.keepAlive());
        }
    }

    @Test
    void isThatOfTheStackForEveryLauncherThatGoesOnWithIt() {
        launch.sandbox().deploy();
        FakeStack stack = own();
        Instant end = end(stack).at();
        liveUntil(end.minus(Duration.ofMinutes(20)));
        cloud.changes.clear();

        AwsSandbox next = launch.sandbox();
        next.deploy();
        next.keepAlive();

        assertThat(own()).isSameAs(stack);
        assertThat(due()).isEqualTo(end);
        assertThat(cloud.changes).doesNotContain("cloudformation:CreateStack");
    }

    @Test
    void isKeptWhileALauncherFindsItsStackStillComing() {
        cloud.create(
                spec.stackName(),
                spec.token(1),
                Samples.plan(new HardEnd(cloud.time.instant().plus(Duration.ofMinutes(25))), Map.of())
                        .tags(spec));

        launch.sandbox().deploy();

        assertThat(due()).isEqualTo(end(own()).at());
    }

    @Test
    void ofAStackThatHasPassedItMakesARoomForANewOne() {
        launch.sandbox().deploy();
        FakeStack before = own();
        // Nothing fires, so that the stack outlives its end.
        cloud.schedules.clear();
        cloud.time.pass(Duration.between(cloud.time.instant(), end(before).at()));

        launch.sandbox().deploy();

        assertThat(before.isGone()).isTrue();
        assertThat(own().status).isEqualTo(StackStatus.CREATE_COMPLETE);
        assertThat(end(own()).at()).isAfter(cloud.time.instant().plus(Duration.ofDays(1)));
        assertThat(launch.news).anyMatch(line -> line.contains("has come to its hard end; it is removed first"));
    }

    @Test
    void endsTheWorkShortlyBeforeItInClearWords() {
        AwsSandbox sandbox = launch.sandbox();
        sandbox.deploy();
        Instant end = end(own()).at();
        liveUntil(end.minus(Duration.ofMinutes(10)));
        assertThatCode(sandbox::requireTime).doesNotThrowAnyException();

        cloud.time.pass(Duration.between(cloud.time.instant(), end.minus(HardEnd.NOTICE)));

        assertThat(own().status).isEqualTo(StackStatus.CREATE_COMPLETE);
        assertThatThrownBy(sandbox::requireTime)
                .isInstanceOfSatisfying(
                        SandboxException.class,
                        fault -> assertThat(fault.kind()).isEqualTo(SandboxException.Kind.UNAVAILABLE))
                .hasMessageContainingAll(
                        spec.stackName(),
                        "hard end (2026-03-03T12:00:",
                        "aws.time-to-live",
                        "Start the same command again");
    }

    @Test
    void ofAStackWhoseTagIsGoneIsNotGuessed() {
        launch.sandbox().deploy();
        cloud.stacks.clear();
        cloud.create(spec.stackName(), spec.token(1), spec.owner());

        assertThatThrownBy(() -> launch.sandbox().deploy()).hasMessageContaining("its tag backflow:expires is gone");
    }
}
