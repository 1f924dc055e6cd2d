package dev.backflow.launcher.sandbox.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** A launcher that deploys, works and tears down in a {@link FakeCloud}; it may be killed, and another one goes on. */
final class Launch {
    final FakeCloud cloud;
    final List<String> news = new ArrayList<>();
    final List<String> failures = new ArrayList<>();
    Runnable fence = () -> {};
    boolean stopped;
    private final Random random;

    Launch(FakeCloud cloud, long seed) {
        this.cloud = cloud;
        this.random = new Random(seed);
    }

    AwsSandbox sandbox() {
        return sandbox(Samples.spec(), false);
    }

    AwsSandbox sandbox(SandboxSpec spec, boolean force) {
        return sandbox(spec, () -> Samples.plan(cloud.time.instant()), force);
    }

    AwsSandbox sandbox(SandboxSpec spec, Supplier<StackPlan> plans, boolean force) {
        return new AwsSandbox(
                cloud.clients(),
                Samples.base(),
                spec,
                plans,
                outputs -> {
                    throw new IllegalStateException("no task is launched here");
                },
                surroundings(),
                force);
    }

    Surroundings surroundings() {
        return new Surroundings(
                cloud.time, cloud.time, random::nextDouble, () -> stopped, () -> fence.run(), news::add, failures::add);
    }

    /** What a run does in its sandbox: tasks work, and leave things behind. */
    void work(AwsSandbox sandbox) {
        SandboxOutputs outputs = sandbox.outputs();
        cloud.run(outputs.clusterArn(), 3);
        FakeBucket bucket = cloud.buckets.get(outputs.runBucket());
        if (bucket != null) {
            for (int i = 0; i < 3; i++) {
                bucket.put("staging/" + i);
                bucket.put("staging/" + i);
                bucket.mark("staging/" + i);
                bucket.upload("half/" + i);
            }
        }
    }
}
