package dev.backflow.launcher.sandbox.aws;

import dev.backflow.run.failpoint.Failpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Makes sure that a run has its stack: creates it, or goes on with what an earlier launcher of the run has begun. */
final class StackDeployment {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    /** Looks in vain for a stack that has just been created. */
    private static final int MOST_MISSES = 20;

    /** Longer than CloudFormation works on a creation and its roll-back. */
    private static final Duration LONGEST = Duration.ofMinutes(2 * Stacks.MINUTES_TO_CREATE);

    private final Stacks stacks;
    private final StackRemoval removal;
    private final Leftovers leftovers;
    private final SandboxSpec spec;
    private final Base base;
    private final Supplier<StackPlan> plans;
    private final Surroundings surroundings;
    private final Pauses pauses;
    private @Nullable StackEvents events;
    private @Nullable StackPlan plan;

    StackDeployment(
            Stacks stacks,
            StackRemoval removal,
            Leftovers leftovers,
            SandboxSpec spec,
            Base base,
            Supplier<StackPlan> plans,
            Surroundings surroundings) {
        this.stacks = stacks;
        this.removal = removal;
        this.leftovers = leftovers;
        this.spec = spec;
        this.base = base;
        this.plans = plans;
        this.surroundings = surroundings;
        this.pauses = new Pauses(surroundings);
    }

    /** The events of the stack that {@link #run} has returned; null before. */
    @Nullable
    StackEvents events() {
        return events;
    }

    /**
     * @return the stack, complete
     * @throws SandboxException if there is none in the end; what was created of it has been removed, if that was possible
     */
    Stack run() {
        Duration waited = Duration.ZERO;
        while (waited.compareTo(LONGEST) <= 0) {
            pauses.stopIfTold();
            Optional<Stack> found = stacks.find(spec.stackName());
            if (found.isEmpty()) {
                Optional<String> id = stacks.create(spec, base, plan());
                if (id.isPresent()) {
                    Failpoint.STACK_ASKED.hit();
                    return created(id.get());
                }
                // There is one, which is not known everywhere yet.
                waited = waited.plus(pauses.about(BETWEEN_LOOKS));
                continue;
            }
            Stack stack = found.get();
            requireOwn(stack);
            switch (StackState.of(stack.stackStatus())) {
                case COMING -> {
                    surroundings.news().accept("The stack %s is being created already.".formatted(spec.stackName()));
                    return created(stack.stackId());
                }
                case THERE -> {
                    if (!isOver(stack)) {
                        return adopted(stack);
                    }
                    replace(stack, "has come to its hard end");
                }
                case CHANGED ->
                    throw drifted("it is in the state %s, so that somebody has updated it"
                            .formatted(stack.stackStatusAsString()));
                case GOING -> waited = waited.plus(pauses.about(BETWEEN_LOOKS));
                case FAILED ->
                    replace(stack, "is left from an earlier try (%s)".formatted(stack.stackStatusAsString()));
            }
        }
        throw new SandboxException(
                SandboxException.Kind.UNAVAILABLE,
                "The stack '%s' is neither there nor gone after %d minutes. Look at it in the console of CloudFormation, then start the same command again."
                        .formatted(spec.stackName(), LONGEST.toMinutes()));
    }

    /**
     * Finds out, before anything is changed, whether there can be a stack.
     *
     * @return the hard end of the stack that is there or is coming; else of the one that is to be created
     * @throws SandboxException if a stack of the run's name belongs to somebody else, or one is to be created and the base
     *     or the job file lacks something for it
     */
    HardEnd prepare() {
        plan = null;
        Optional<Stack> there = stacks.find(spec.stackName());
        if (there.isPresent()) {
            requireOwn(there.get());
            StackState state = StackState.of(there.get().stackStatus());
            if (state != StackState.GOING && state != StackState.FAILED && !isOver(there.get())) {
                return hardEnd(there.get());
            }
        }
        return plan().hardEnd();
    }

    private StackPlan plan() {
        StackPlan made = plan;
        if (made == null) {
            made = plans.get();
            plan = made;
        }
        return made;
    }

    /** Of the stack itself: it was set when that was created. */
    HardEnd hardEnd(Stack stack) {
        HardEnd end = HardEnd.of(Stacks.tags(stack));
        if (end == null) {
            throw drifted("its tag %s is gone".formatted(SandboxSpec.TAG_EXPIRES));
        }
        return end;
    }

    private boolean isOver(Stack stack) {
        return hardEnd(stack).isNear(surroundings.clock().instant());
    }

    private void requireOwn(Stack stack) {
        if (!spec.owns(Stacks.tags(stack))) {
            throw new SandboxException(
                    SandboxException.Kind.WRONG,
                    "There is a stack '%s' that does not belong to run %d of job '%s': its tags are %s. Nothing was changed. Remove it or give the job another name."
                            .formatted(spec.stackName(), spec.run(), spec.job(), Stacks.tags(stack)));
        }
    }

    private void replace(Stack stack, String why) {
        surroundings.news().accept("The stack %s %s; it is removed first.".formatted(spec.stackName(), why));
        removal.remove();
        // That may have taken long: others may have the network by now.
        plan = null;
        pauses.stopIfTold();
        List<String> left = leftovers.list();
        if (stacks.find(stack.stackId()).isPresent()) {
            throw new SandboxException(
                    SandboxException.Kind.UNAVAILABLE,
                    "The stack '%s' from before cannot be removed, still there: %s."
                            .formatted(spec.stackName(), String.join(", ", left)));
        }
    }

    private Stack adopted(Stack stack) {
        surroundings.news().accept("The stack %s is there already.".formatted(spec.stackName()));
        for (StackResourceSummary each : stacks.resources(stack.stackId())) {
            if (each.resourceType().equals("AWS::EC2::Subnet") && stacks.isLost(stack.stackId(), each)) {
                throw drifted(
                        "its subnet %s (%s) is gone".formatted(each.logicalResourceId(), each.physicalResourceId()));
            }
        }
        events = new StackEvents(stacks, stack.stackId(), surroundings);
        events.skip();
        return stack;
    }

    /** Nothing is repaired blindly: nobody knows what else somebody has changed. */
    SandboxException drifted(String what) {
        return new SandboxException(
                SandboxException.Kind.UNAVAILABLE,
                "The stack '%s' is not as it was created: %s. It is not repaired: the tear-down of this start removes it, and the same command, started again, makes a new one."
                        .formatted(spec.stackName(), what));
    }

    private Stack created(String id) {
        var told = new StackEvents(stacks, id, surroundings);
        events = told;
        Stack stack = settled(id, told);
        if (stack.stackStatus() == StackStatus.CREATE_COMPLETE) {
            return stack;
        }
        if (StackState.of(stack.stackStatus()) == StackState.CHANGED) {
            throw drifted("it is in the state " + stack.stackStatusAsString());
        }
        String cause = told.firstCause();
        surroundings.failures().accept("The stack %s could not be created: %s".formatted(spec.stackName(), cause));
        removal.remove();
        boolean gone = stacks.find(id).isEmpty();
        throw new SandboxException(
                SandboxException.Kind.UNAVAILABLE,
                "The stack '%s' could not be created. First cause: %s. It was %s. Mend the cause, then start the same command again."
                        .formatted(spec.stackName(), cause, gone ? "removed again" : "not removed yet"));
    }

    /** Waits for the end of a creation, or of the roll-back after it. */
    private Stack settled(String id, StackEvents told) {
        int misses = 0;
        boolean seen = false;
        Duration waited = Duration.ZERO;
        while (waited.compareTo(LONGEST) <= 0) {
            pauses.stopIfTold();
            Optional<Stack> now = stacks.find(id);
            told.follow();
            if (now.isEmpty()) {
                if (seen || ++misses > MOST_MISSES) {
                    throw drifted("somebody has deleted it while it was created");
                }
            } else {
                seen = true;
                StackState state = StackState.of(now.get().stackStatus());
                if (state != StackState.COMING && state != StackState.GOING) {
                    return now.get();
                }
            }
            waited = waited.plus(pauses.about(BETWEEN_LOOKS));
        }
        throw new SandboxException(
                SandboxException.Kind.UNAVAILABLE,
                "The stack '%s' has not been created within %d minutes."
                        .formatted(spec.stackName(), LONGEST.toMinutes()));
    }
}
