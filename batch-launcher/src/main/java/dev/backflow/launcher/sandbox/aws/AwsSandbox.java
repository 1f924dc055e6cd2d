package dev.backflow.launcher.sandbox.aws;

import dev.backflow.launcher.sandbox.DeployedResource;
import dev.backflow.launcher.sandbox.Sandbox;
import dev.backflow.launcher.sandbox.WorkerSettings;
import dev.backflow.launcher.sandbox.WorkerTasks;
import dev.backflow.run.failpoint.Failpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * A sandbox that is a CloudFormation stack. Before there is a stack there is the switch that deletes it, and that one goes
 * last. All that is known about the sandbox is asked from AWS: another launcher of the run can go on at any point.
 */
public final class AwsSandbox implements Sandbox {
    private static final Duration LONGEST_ECHO = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final TaskLaunching tasks;
    private final Surroundings surroundings;
    private final Pauses pauses;
    private final DeadManSwitch deadMan;
    private final ClusterTasks cluster;
    private final BucketEmptying buckets;
    private final Leftovers leftovers;
    private final StackRemoval removal;
    private final StackDeployment deployment;
    private final SandboxSpec spec;
    private volatile @Nullable SandboxOutputs outputs;
    private volatile @Nullable EcsTaskLauncher launcher;
    private volatile @Nullable HardEnd hardEnd;
    private volatile boolean beingRemoved;

    /**
     * @param plans what the stack is to be; asked only when it has to be created
     * @param tasks makes the launcher of tasks once the stack is there
     * @param force whether a tear-down leaves behind, in the end, what cannot be deleted
     */
    AwsSandbox(
            AwsClients clients,
            Base base,
            SandboxSpec spec,
            Supplier<StackPlan> plans,
            TaskLaunching tasks,
            Surroundings surroundings,
            boolean force) {
        this.tasks = tasks;
        this.spec = spec;
        this.surroundings = surroundings;
        this.pauses = new Pauses(surroundings);
        var calls = new Calls(surroundings, pauses);
        var stacks = new Stacks(clients.cloudFormation(), calls);
        this.deadMan = new DeadManSwitch(clients.scheduler(), calls, base, spec, surroundings);
        this.cluster = new ClusterTasks(clients.ecs(), calls, pauses);
        this.buckets = new BucketEmptying(clients.s3(), calls);
        this.leftovers = new Leftovers(stacks, clients.tagging(), calls, spec);
        this.removal = new StackRemoval(stacks, cluster, buckets, leftovers, spec, surroundings, force);
        this.deployment = new StackDeployment(stacks, removal, leftovers, spec, base, plans, surroundings);
    }

    /** @throws SandboxException if there is no sandbox in the end, with the first cause */
    @Override
    public void deploy() {
        beingRemoved = false;
        // The switch knows the stack by its name until there is one, and would delete another's.
        deadMan.arm(deployment.prepare());
        Failpoint.SWITCH_ARMED.hit();
        Stack stack = deployment.run();
        HardEnd end = deployment.hardEnd(stack);
        deadMan.aim(stack.stackId(), end);
        Failpoint.SWITCH_AIMED.hit();
        SandboxOutputs found = SandboxOutputs.of(spec.stackName(), Stacks.outputs(stack));
        requireIntact(found);
        outputs = found;
        hardEnd = end;
    }

    private void requireIntact(SandboxOutputs found) {
        if (!cluster.isActive(found.clusterArn())) {
            throw deployment.drifted("its cluster %s is gone".formatted(found.clusterArn()));
        }
        if (!buckets.exists(found.runBucket())) {
            throw deployment.drifted("its bucket %s is gone".formatted(found.runBucket()));
        }
    }

    /** @throws IllegalStateException if this object has not deployed the sandbox, or has torn it down since */
    public SandboxOutputs outputs() {
        SandboxOutputs known = outputs;
        if (known == null) {
            throw new IllegalStateException("the sandbox is not deployed");
        }
        return known;
    }

    @Override
    public synchronized EcsTaskLauncher taskLauncher() {
        SandboxOutputs deployed = outputs();
        EcsTaskLauncher made = launcher;
        if (made == null) {
            made = tasks.in(deployed);
            launcher = made;
        }
        return made;
    }

    @Override
    public WorkerTasks workers(WorkerSettings settings) {
        EcsTaskLauncher ecs = taskLauncher();
        return new WorkerTasks(ecs, new EcsWorkerStart(ecs, outputs().taskDefinitionArn(), settings), ecs::log);
    }

    @Override
    public List<DeployedResource> deployedResources() {
        StackEvents events = deployment.events();
        return events == null ? List.of() : events.times();
    }

    @Override
    public Duration keepAlive() {
        return deadMan.push();
    }

    /** @throws SandboxException if the hard end of the sandbox is near */
    @Override
    public void requireTime() {
        HardEnd end = hardEnd;
        if (end != null && end.isNear(surroundings.clock().instant())) {
            throw new SandboxException(
                    SandboxException.Kind.UNAVAILABLE,
                    "The sandbox '%s' has come to its hard end (%s), which aws.time-to-live of the job file has set when it was created. Start the same command again: it goes on in a new one, and nothing is lost. Should a run take longer than that, raise aws.time-to-live for the next one."
                            .formatted(spec.stackName(), end));
        }
    }

    @Override
    public void letGo() {
        deadMan.letGo();
    }

    @Override
    public boolean isBeingRemoved() {
        return beingRemoved;
    }

    /** @throws SandboxException if AWS cannot be asked */
    @Override
    public List<String> remaining() {
        List<String> remaining = new ArrayList<>(leftovers.list());
        if (deadMan.exists()) {
            remaining.add(deadMan.resource());
        }
        return List.copyOf(remaining);
    }

    /** A launcher that was told to stop asks for the removal, and leaves the rest to the dead-man's switch. */
    @Override
    public void teardown() {
        outputs = null;
        launcher = null;
        try {
            boolean gone = removal.remove();
            awaitNothing();
            // Of a stack that is gone, the list by tags may go on to name things, but there is nothing to delete.
            if (gone || isNothingLeft()) {
                Failpoint.STACK_GONE.hit();
                deadMan.remove();
                Failpoint.SWITCH_REMOVED.hit();
            } else if (surroundings.stopped().getAsBoolean()) {
                leave();
            }
        } catch (SandboxException e) {
            surroundings.failures().accept(String.valueOf(e.getMessage()));
        }
    }

    /** A launcher that was told to stop asks for the removal all the same when it cannot be told what there is. */
    private boolean isNothingLeft() {
        try {
            return leftovers.list().isEmpty();
        } catch (SandboxException e) {
            if (!surroundings.stopped().getAsBoolean()) {
                throw e;
            }
            surroundings.failures().accept(String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** Either of the two is enough for all to be removed in the end. */
    private void leave() {
        try {
            deadMan.fire();
            beingRemoved = true;
        } catch (SandboxException e) {
            surroundings.failures().accept(String.valueOf(e.getMessage()));
        }
        removal.request();
        beingRemoved = true;
    }

    /** The list by tags goes on to name what is gone, for some minutes. */
    private void awaitNothing() {
        Duration waited = Duration.ZERO;
        while (!surroundings.stopped().getAsBoolean() && waited.compareTo(LONGEST_ECHO) < 0 && leftovers.isEchoing()) {
            waited = waited.plus(pauses.about(BETWEEN_LOOKS));
        }
    }
}
