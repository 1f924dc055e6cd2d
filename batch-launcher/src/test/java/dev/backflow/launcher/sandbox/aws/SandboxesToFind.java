package dev.backflow.launcher.sandbox.aws;

import dev.backflow.run.time.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A base in a {@link FakeCloud} with sandboxes on it, for tests of other packages. */
public final class SandboxesToFind {
    private final FakeCloud cloud = new FakeCloud(CloudFaults.none());
    private final Launch launch = new Launch(cloud, 1);
    private Base base = Samples.base();

    /** Lets the job repository of the base be reached, by a user without a password. */
    public SandboxesToFind database(String url, String user) {
        base = Samples.base(base.name(), url);
        cloud.secret = "{\"username\": \"%s\", \"password\": \"\"}".formatted(user);
        return this;
    }

    /** Made of a stack with all that belongs to it, and its dead-man's switch. */
    public SandboxesToFind sandbox(String job, int run, Instant expires) {
        return sandbox(SandboxSpec.of(Samples.base().name(), job, run), new HardEnd(expires), Map.of());
    }

    /** @param network its own, a block */
    SandboxesToFind sandboxIn(String network, String job, int run) {
        var end = new HardEnd(cloud.time.instant().plus(Duration.ofDays(1)));
        return sandbox(SandboxSpec.of(Samples.base().name(), job, run), end, Map.of("VpcCidr", network));
    }

    private SandboxesToFind sandbox(SandboxSpec spec, HardEnd end, Map<String, String> settings) {
        AwsSandbox sandbox = launch.sandbox(spec, () -> Samples.plan(end, settings), false);
        sandbox.deploy();
        launch.work(sandbox);
        return this;
    }

    /** Only the dead-man's switch, as a launcher leaves it that dies before it creates the stack. */
    public SandboxesToFind switchAlone(String name) {
        Instant start = cloud.time.instant().plus(Duration.ofMinutes(30));
        cloud.set(name, new FakeCloud.Schedule(1, start, start.plus(Duration.ofDays(7)), name));
        return this;
    }

    /** The same for a job whose name its stack's may lack something of. */
    public SandboxesToFind switchOf(String job, int run) {
        return switchAlone(Samples.spec(job, run).stackName());
    }

    public InstantSource clock() {
        return cloud.time;
    }

    public void pass(Duration duration) {
        cloud.time.pass(duration);
    }

    public Cloud open(Surroundings surroundings) {
        return Cloud.of(cloud.clients(), base, surroundings);
    }

    /** @param meanwhile happens whenever the launcher waits for AWS */
    public Surroundings surroundings(Runnable fence, Runnable meanwhile) {
        Sleeper sleeper = duration -> {
            meanwhile.run();
            cloud.time.sleep(duration);
        };
        return new Surroundings(cloud.time, sleeper, () -> 0.5, () -> false, fence, line -> {}, line -> {});
    }

    /** Names of the stacks that are there, and of the switches: {@code stack NAME}, {@code switch NAME}. */
    public List<String> existing() {
        List<String> found = new ArrayList<>();
        for (FakeStack stack : cloud.stacks.values()) {
            if (!stack.isGone()) {
                found.add("stack " + stack.name);
            }
        }
        cloud.schedules.keySet().forEach(name -> found.add("switch " + name));
        return found;
    }

    /** The calls that changed something since this was asked last. */
    public Set<String> changes() {
        Set<String> changes = Set.copyOf(cloud.changes);
        cloud.changes.clear();
        return changes;
    }
}
