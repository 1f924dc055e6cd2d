package dev.backflow.launcher.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Two bases in one account and region, with a run of the same job and number on each. */
class TwoBasesTest {
    private final FakeCloud cloud = new FakeCloud(CloudFaults.none());
    private final Launch launch = new Launch(cloud, 1);
    private final SandboxSpec first = Samples.spec();
    private final SandboxSpec second = SandboxSpec.of("second-base", first.job(), first.run());

    @Test
    void aRunOfTheSameJobHasASandboxOnEach() {
        AwsSandbox one = launch.sandbox(first, false);
        AwsSandbox other = launch.sandbox(second, false);
        one.deploy();
        other.deploy();

        one.teardown();

        assertThat(one.remaining()).isEmpty();
        assertThat(Objects.requireNonNull(cloud.stack(second.stackName())).status)
                .isEqualTo(StackStatus.CREATE_COMPLETE);
        assertThat(cloud.schedules).containsOnlyKeys(second.stackName());
    }

    @Test
    void aSwitchWithoutAStackIsFoundByItsJob() {
        launch.sandbox(second, false).deploy();
        cloud.stacks.clear();
        cloud.tagged.clear();
        var calls = new Calls(launch.surroundings(), new Pauses(launch.surroundings()));

        var found = new SwitchSurvey(cloud.clients().scheduler(), calls, Samples.base(second.base())).find();

        assertThat(found).singleElement().satisfies(each -> {
            assertThat(each.job()).isEqualTo(second.job());
            assertThat(each.name()).isEqualTo(second.stackName());
        });
    }
}
