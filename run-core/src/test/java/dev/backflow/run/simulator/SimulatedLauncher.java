package dev.backflow.run.simulator;

import dev.backflow.run.ledger.Meter;
import dev.backflow.run.ledger.NewRun;
import dev.backflow.run.ledger.PartitionCounts;
import dev.backflow.run.ledger.Phase;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.RunOutcome;
import dev.backflow.run.ledger.SettledChunk;
import dev.backflow.run.ledger.SupersededException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/**
 * Mirrors one launcher: {@code RunChoice}, then {@code RunExecution} and {@code RunJob} with {@code PlanPhase},
 * {@code DeployPhase}, {@code ServePhase}, {@code TeardownPhase} and {@code ReportPhase}. The names of the steps are
 * those of the mirrored methods.
 */
final class SimulatedLauncher extends Actor {
    private static final int ALREADY_RUNNING = 75;
    private static final int UNAVAILABLE = 69;

    private final World world;
    private final Cluster cluster;
    private @Nullable Run run;
    private @Nullable Pool pool;
    private @Nullable RuntimeException fault;
    private boolean suspected;
    private boolean stopped;
    private boolean stopGiven;
    private long until;

    SimulatedLauncher(World world, Cluster cluster, SimulatedProcess process) {
        super(process.name(), process);
        this.world = world;
        this.cluster = cluster;
        begin(Step.of("chooses a run", () -> guarded(this::choose, UNAVAILABLE)));
    }

    /** Gives the stop signal: SIGTERM, or another launcher's take-over. */
    void stop() {
        stopGiven = true;
    }

    private @Nullable Step exit(int code) {
        world.history().info(name(), "exits " + code);
        process().end(code);
        return null;
    }

    /** What is not inside the job ends the launcher at once. */
    private @Nullable Step guarded(Step.Move move, int exitCode) {
        try {
            return move.make();
        } catch (RuntimeException e) {
            world.requireFaultOfTheDatabase(e);
            return exit(exitCode);
        }
    }

    private @Nullable Step choose() {
        if (cluster.hasAnotherLauncherOn(process().host(), process())) {
            return exit(ALREADY_RUNNING);
        }
        Optional<Run> last = world.runs().last(World.JOB);
        if (last.isEmpty()) {
            return start();
        }
        Run seen = last.get();
        if (!seen.unfinished()) {
            return exit(0);
        }
        if (seen.launcher().equals(launcherName())) {
            return taking(seen);
        }
        until = world.time().now() + Times.SILENCE;
        return Step.of("watches", () -> guarded(() -> watch(seen), UNAVAILABLE));
    }

    private @Nullable Step start() {
        var wanted = new NewRun(
                World.JOB,
                launcherName(),
                tier(),
                world.scenario().limit(),
                "a".repeat(64),
                "b".repeat(64),
                world.time().instant());
        try {
            return begun(world.runs().begin(wanted, number -> "/data/runs/" + number));
        } catch (DuplicateKeyException e) {
            return exit(ALREADY_RUNNING);
        }
    }

    private @Nullable Step watch(Run seen) {
        Run now = world.runs().byId(seen.id());
        if (now.beat() != seen.beat() || now.epoch() != seen.epoch()) {
            return exit(ALREADY_RUNNING);
        }
        restUntil(world.time().now() + Times.GLANCE);
        return world.time().now() < until
                ? Step.of("watches", () -> guarded(() -> watch(seen), UNAVAILABLE))
                : taking(seen);
    }

    private Step taking(Run seen) {
        return Step.of("takes over", () -> guarded(() -> takeOver(seen), UNAVAILABLE));
    }

    private @Nullable Step takeOver(Run seen) {
        suspected = seen.phase() == Phase.SERVE
                && seen.tier().equals("inline")
                && world.partitions().hasBegunChunks(seen.id());
        try {
            Run taken = world.runs().takeOver(seen, launcherName());
            if (taken.epoch() != seen.epoch() + 1) {
                throw new Violation("a take-over from epoch %d gave epoch %d".formatted(seen.epoch(), taken.epoch()));
            }
            return begun(taken);
        } catch (SupersededException e) {
            return exit(ALREADY_RUNNING);
        }
    }

    private Step begun(Run mine) {
        run = mine;
        world.truth().watch(mine);
        world.history().ok(name(), "has the run, epoch " + mine.epoch());
        return Step.of("executes", () -> guarded(this::execute, UNAVAILABLE));
    }

    private Step execute() {
        try {
            world.runs().executing(run(), 1);
        } catch (SupersededException e) {
            return superseded(e);
        }
        world.truth().requireCurrent(run());
        world.scheduler().add(new SimulatedRunHeartbeat(world, this, run()));
        return phase("plans", this::plan);
    }

    /** A step of the job: a fault leads to the tear-down, but another launcher's take-over to the end. */
    private Step phase(String words, Step.Move move) {
        return Step.of(words, () -> {
            try {
                return move.make();
            } catch (SupersededException e) {
                return superseded(e);
            } catch (RuntimeException e) {
                noteFault(e);
                return teardown();
            }
        });
    }

    private void noteFault(RuntimeException e) {
        if (!(e instanceof Pool.Hopeless)) {
            world.requireFaultOfTheDatabase(e);
        }
        world.history().fail(name(), e.getClass().getSimpleName() + ": " + e.getMessage());
        if (fault == null) {
            fault = e;
        }
    }

    private Step superseded(SupersededException e) {
        if (world.truth().last().epoch() == run().epoch()) {
            throw new Violation("a launcher was superseded by nobody", e);
        }
        return Step.of("has been superseded", () -> exit(ALREADY_RUNNING));
    }

    private Step plan() {
        if (world.runs().byId(run().id()).documents() == null) {
            world.partitions()
                    .plan(
                            run(),
                            tier(),
                            world.scenario().ranges(),
                            world.scenario().documents().size(),
                            0);
            world.truth().requireCurrent(run());
        }
        return phase("deploys", () -> {
            enter(Phase.DEPLOY);
            return phase("begins to serve", this::serve);
        });
    }

    private Step serve() {
        enter(Phase.SERVE);
        if (isOver()) {
            return teardown();
        }
        String planned = world.runs().byId(run().id()).tier();
        boolean inside = planned.equals("inline") && !suspected;
        Pool next = inside ? new PoolInside(world, cluster, this, run()) : processes();
        pool = next;
        next.start();
        return serving();
    }

    private Pool processes() {
        int open = world.partitions().count(run().id()).free();
        return new PoolOfProcesses(
                world,
                cluster,
                this,
                run(),
                Math.max(1, Math.min(world.scenario().workers(), open)));
    }

    private Step serving() {
        return Step.of("looks after the workers", () -> {
            try {
                if (isOver() || stopGiven) {
                    return leaving(teardownNext());
                }
                pool().tend();
                restUntil(world.time().now() + Times.POLL);
                return serving();
            } catch (Pool.Hopeless e) {
                if (!e.goesOnInProcesses()) {
                    noteFault(e);
                    return leaving(teardownNext());
                }
                return leaving(phase("goes on in processes", () -> {
                    enter(Phase.SERVE);
                    Pool next = processes();
                    pool = next;
                    next.start();
                    return serving();
                }));
            } catch (SupersededException e) {
                return superseded(e);
            } catch (RuntimeException e) {
                noteFault(e);
                return leaving(teardownNext());
            }
        });
    }

    private Step teardownNext() {
        return phase("has the workers back", () -> {
            if (stopGiven && fault == null && !isOver()) {
                stopped = true;
            }
            return teardown();
        });
    }

    /** {@code ServePhase.leave}, and the pool's {@code drain}. */
    private Step leaving(Step after) {
        return phase("lets nobody claim any more", () -> {
            if (stopGiven) {
                world.runs().requestStop(run());
                world.truth().requireCurrent(run());
            }
            enter(Phase.TEARDOWN);
            pool().tellToEnd();
            until = world.time().now() + Times.DRAIN;
            return draining(after);
        });
    }

    private Step draining(Step after) {
        return new Step("drains", () -> pool().isEmpty() || world.time().now() >= until, () -> {
            try {
                pool().drained();
                return after;
            } catch (SupersededException e) {
                return superseded(e);
            } catch (RuntimeException e) {
                noteFault(e);
                return teardown();
            }
        });
    }

    private Step teardown() {
        return Step.of(
                "tears down",
                () -> always(
                        () -> {
                            if (isPlanned()) {
                                enter(Phase.TEARDOWN);
                            }
                            cluster.endWorkersOn(process().host());
                        },
                        () -> isPlanned() ? freeingAll() : report(),
                        this::report));
    }

    private Step freeingAll() {
        return Step.of(
                "frees what is still leased",
                () -> always(() -> world.partitions().freeAll(run()), this::publishing, this::report));
    }

    private Step publishing() {
        return Step.of("publishes what is left", () -> always(this::publishLeftovers, this::report, this::report));
    }

    /** {@code teardown} and {@code report} are performed after any fault but a take-over. */
    private @Nullable Step always(Runnable work, Supplier<Step> next, Supplier<Step> afterAFault) {
        try {
            work.run();
            return next.get();
        } catch (SupersededException e) {
            return superseded(e);
        } catch (RuntimeException e) {
            noteFault(e);
            return afterAFault.get();
        }
    }

    private Step ending() {
        return Step.of("ends", () -> exit(fault == null ? 0 : 69));
    }

    private void publishLeftovers() {
        for (SettledChunk chunk : world.chunks().unpublished(run().id())) {
            world.disk().read(chunk.segment()).forEach(world.disk()::publish);
            world.chunks().markPublished(run().id(), chunk.partition(), chunk.endOrdinal());
        }
        Set<String> settled = world.chunks().inOrder(run().id()).stream()
                .map(SettledChunk::segment)
                .collect(Collectors.toSet());
        world.disk().sweep(settled);
    }

    private Step report() {
        return Step.of("reports", () -> always(this::endTheRun, this::ending, this::ending));
    }

    private void endTheRun() {
        if (isPlanned()) {
            enter(Phase.REPORT);
        }
        RunOutcome ended = outcome();
        if (ended.isFinal()) {
            world.runs().close(run(), ended, world.time().instant());
        } else {
            world.runs().pause(run(), ended, world.time().instant());
        }
        world.truth().requireCurrent(run());
        world.history().ok(name(), "the run is " + ended);
    }

    private RunOutcome outcome() {
        if (fault != null) {
            return RunOutcome.FAILED;
        }
        if (stopped) {
            return RunOutcome.STOPPED;
        }
        return world.partitions().count(run().id()).isAllClosed() ? RunOutcome.COMPLETED : RunOutcome.LIMIT_REACHED;
    }

    /** {@code ServeState.isOver}, of three statements at most. */
    private boolean isOver() {
        PartitionCounts counts = world.partitions().count(run().id());
        Meter meter = world.meters().read(run().id());
        return counts.isAllClosed()
                || meter.isLimitReached()
                || (world.broken().has(Habit.TAKES_GRANTED_UNITS_FOR_USED_ONES) && meter.available() == 0);
    }

    private void enter(Phase phase) {
        world.runs().enter(run(), phase);
        world.truth().requireCurrent(run());
    }

    private boolean isPlanned() {
        return world.runs().byId(run().id()).documents() != null;
    }

    private String tier() {
        return world.scenario().inline() ? "inline" : "processes";
    }

    private String launcherName() {
        return process().host() + ":/data";
    }

    private Run run() {
        return Objects.requireNonNull(run);
    }

    private Pool pool() {
        return Objects.requireNonNull(pool);
    }
}
