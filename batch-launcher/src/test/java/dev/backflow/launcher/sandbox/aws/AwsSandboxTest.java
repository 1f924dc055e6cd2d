package dev.backflow.launcher.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The life of a sandbox in a cloud where nothing goes wrong. */
class AwsSandboxTest {
    private final FakeCloud cloud = new FakeCloud(CloudFaults.none());
    private final Launch launch = new Launch(cloud, 1);

    @Test
    void leavesNothingBehind() {
        AwsSandbox sandbox = launch.sandbox();

        sandbox.deploy();
        launch.work(sandbox);
        sandbox.keepAlive();
        sandbox.teardown();

        assertThat(sandbox.remaining()).isEmpty();
        assertThat(cloud.existing(Samples.spec().stackName(), Samples.spec().owner()))
                .isEmpty();
        assertThat(cloud.violations).isEmpty();
        assertThat(launch.failures).isEmpty();
    }

    @Test
    void countsNothingAsLeftThatEcsOnlyRemembers() {
        AwsSandbox sandbox = launch.sandbox();
        sandbox.deploy();
        launch.work(sandbox);
        cloud.tagged.put("arn:aws:ecs:eu-central-1:1:task/backflow-invoices-r7/0123", tags());
        cloud.tagged.put("arn:aws:ecs:eu-central-1:1:task-definition/backflow-invoices-r7:1", tags());

        sandbox.teardown();

        assertThat(sandbox.remaining()).isEmpty();
        assertThat(found()).isEmpty();
    }

    @Test
    void countsAClusterAsLeft() {
        String cluster = "arn:aws:ecs:eu-central-1:1:cluster/backflow-invoices-r7";
        AwsSandbox sandbox = launch.sandbox();
        sandbox.deploy();
        cloud.tagged.put(cluster, tags());

        sandbox.teardown();

        assertThat(sandbox.remaining()).contains(cluster);
        assertThat(found())
                .extracting(FoundSandbox::name, FoundSandbox::state)
                .containsExactly(tuple("backflow-invoices-r7", FoundSandbox.NO_STACK));
    }

    private static Map<String, String> tags() {
        return Samples.spec().owner();
    }

    /** Once the list by tags has forgotten what was deleted. */
    private List<FoundSandbox> found() {
        cloud.time.pass(cloud.echo);
        var surroundings =
                new Surroundings(cloud.time, cloud.time, () -> 0.5, () -> false, () -> {}, news -> {}, failure -> {});
        return Cloud.of(cloud.clients(), Samples.base(), surroundings).sandboxes();
    }
}
