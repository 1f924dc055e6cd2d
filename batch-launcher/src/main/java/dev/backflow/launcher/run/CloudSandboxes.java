package dev.backflow.launcher.run;

import dev.backflow.launcher.report.Cost;
import dev.backflow.launcher.repository.Repositories;
import dev.backflow.launcher.sandbox.aws.AwsSandbox;
import dev.backflow.launcher.sandbox.aws.Cloud;
import dev.backflow.launcher.sandbox.aws.FoundSandbox;
import dev.backflow.launcher.sandbox.aws.Surroundings;
import dev.backflow.run.ledger.SupersededException;
import dev.backflow.run.time.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The sandboxes of a base, found by their tags and their dead-man's switches. */
public final class CloudSandboxes implements SandboxControl {
    private final Repositories repositories;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final Reach reach;

    public CloudSandboxes(Repositories repositories, StopSignal stop, InstantSource clock) {
        this(repositories, clock, Sleeper.real(), new Aws(stop));
    }

    /** @param sleeper between the looks at a run whose launcher may be gone */
    CloudSandboxes(Repositories repositories, InstantSource clock, Sleeper sleeper, Reach reach) {
        this.repositories = repositories;
        this.clock = clock;
        this.sleeper = sleeper;
        this.reach = reach;
    }

    /** How AWS is reached. */
    interface Reach {
        Cloud open(SandboxQuery query, Surroundings surroundings);

        Surroundings surroundings(RunObserver observer, Runnable fence);
    }

    private record Aws(StopSignal stop) implements Reach {
        @Override
        public Cloud open(SandboxQuery query, Surroundings surroundings) {
            return Cloud.open(query.base(), query.region(), surroundings);
        }

        @Override
        public Surroundings surroundings(RunObserver observer, Runnable fence) {
            return JobCloud.surroundings(observer, stop, fence);
        }
    }

    /**
     * A sandbox, and what is said of it.
     *
     * @param fence set before that was asked, so that a launcher that comes later is noticed in any case
     */
    private record Known(FoundSandbox found, SandboxRow row, Runnable fence) {}

    @Override
    public List<SandboxRow> list(SandboxQuery query) {
        return within(
                query,
                new SilentObserver(),
                cloud -> known(query, cloud).stream().map(Known::row).toList());
    }

    @Override
    public List<SandboxRemoval> destroy(SandboxQuery query, boolean force, RunObserver observer) {
        return remove(query, force, observer, owner -> owner != RunOwner.ALIVE);
    }

    @Override
    public List<SandboxRemoval> sweep(SandboxQuery query, RunObserver observer) {
        return remove(query, false, observer, RunOwner::isOrphan);
    }

    private List<SandboxRemoval> remove(
            SandboxQuery query, boolean force, RunObserver observer, Predicate<RunOwner> removable) {
        return within(query, observer, cloud -> {
            List<SandboxRemoval> removals = new ArrayList<>();
            for (Known each : known(query, cloud)) {
                if (removable.test(each.row().owner())) {
                    removals.add(removed(cloud, each, force, observer));
                } else {
                    removals.add(new SandboxRemoval(each.row(), false, List.of()));
                }
            }
            return removals;
        });
    }

    private SandboxRemoval removed(Cloud cloud, Known known, boolean force, RunObserver observer) {
        AwsSandbox sandbox = cloud.found(known.found(), force, reach.surroundings(observer, known.fence()));
        try {
            sandbox.teardown();
            return new SandboxRemoval(known.row(), true, sandbox.remaining());
        } catch (SupersededException e) {
            observer.failure(String.valueOf(e.getMessage()));
            return new SandboxRemoval(known.row(), false, List.of());
        }
    }

    private List<Known> known(SandboxQuery query, Cloud cloud) throws InterruptedException {
        var owners = new RunOwners(repositories, cloud, query.data(), sleeper);
        Instant now = clock.instant();
        List<Known> known = new ArrayList<>();
        for (FoundSandbox found : cloud.sandboxes()) {
            FoundSandbox each = query.job() == null ? found : found.asOf(query.job());
            if (query.matches(each.job(), each.run())) {
                Runnable fence = owners.fence(each);
                RunOwner owner = RunOwner.of(owners.of(each), each.isExpired(now));
                known.add(new Known(each, row(each, owner, now), fence));
            }
        }
        return known;
    }

    private static SandboxRow row(FoundSandbox found, RunOwner owner, Instant now) {
        Instant created = found.created();
        Duration age = created == null ? null : Duration.ofSeconds(created.until(now, ChronoUnit.SECONDS));
        @Nullable Cost cost = age == null ? null : SandboxCost.standing(age);
        return new SandboxRow(
                found.name(), "fargate", found.job(), found.run(), found.state(), age, found.expires(), owner, cost);
    }

    private interface Work<T> {
        T in(Cloud cloud) throws InterruptedException;
    }

    private <T> T within(SandboxQuery query, RunObserver observer, Work<T> work) {
        try (Cloud cloud = reach.open(query, reach.surroundings(observer, () -> {}))) {
            return work.in(cloud);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException(ExitCode.INTERRUPTED, "Interrupted.", e);
        } catch (RuntimeException e) {
            throw Faults.told(e);
        }
    }
}
