package dev.backflow.launcher.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

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
}
