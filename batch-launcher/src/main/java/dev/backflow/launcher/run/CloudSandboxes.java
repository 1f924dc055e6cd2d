package dev.backflow.launcher.run;

import dev.backflow.launcher.report.Cost;
import dev.backflow.launcher.repository.Repositories;
import dev.backflow.launcher.sandbox.aws.AwsSandbox;
import dev.backflow.launcher.sandbox.aws.Cloud;
import dev.backflow.launcher.sandbox.aws.FoundSandbox;
import dev.backflow.run.ledger.SupersededException;
import dev.backflow.worker.lease.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The sandboxes of a base, found by their tags. */
public final class CloudSandboxes implements SandboxControl {
    private final Repositories repositories;
    private final StopSignal stop;
    private final InstantSource clock;

    public CloudSandboxes(Repositories repositories, StopSignal stop, InstantSource clock) {
        this.repositories = repositories;
        this.stop = stop;
        this.clock = clock;
    }

    /** A sandbox, and what is said of it. */
    private record Known(FoundSandbox found, SandboxRow row) {}

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
            var owners = new RunOwners(repositories, cloud, query.data(), Sleeper.real());
            List<SandboxRemoval> removals = new ArrayList<>();
            for (Known each : known(query, cloud)) {
                if (removable.test(each.row().owner())) {
                    removals.add(removed(cloud, each, force, observer, owners.fence(each.found())));
                } else {
                    removals.add(new SandboxRemoval(each.row(), false, List.of()));
                }
            }
            return removals;
        });
    }

    private SandboxRemoval removed(Cloud cloud, Known known, boolean force, RunObserver observer, Runnable fence) {
        AwsSandbox sandbox = cloud.found(known.found(), force, JobCloud.surroundings(observer, stop, fence));
        try {
            sandbox.teardown();
            return new SandboxRemoval(known.row(), true, sandbox.remaining());
        } catch (SupersededException e) {
            observer.failure(String.valueOf(e.getMessage()));
            return new SandboxRemoval(known.row(), false, List.of());
        }
    }

    private List<Known> known(SandboxQuery query, Cloud cloud) throws InterruptedException {
        var owners = new RunOwners(repositories, cloud, query.data(), Sleeper.real());
        Instant now = clock.instant();
        List<Known> known = new ArrayList<>();
        for (FoundSandbox each : cloud.sandboxes()) {
            if (query.matches(each.job(), each.run())) {
                known.add(new Known(each, row(each, RunOwner.of(owners.of(each), each.isExpired(now)), now)));
            }
        }
        return known;
    }

    private static SandboxRow row(FoundSandbox found, RunOwner owner, Instant now) {
        Instant created = found.created();
        Duration age =
                created == null ? null : Duration.ofSeconds(created.until(now, java.time.temporal.ChronoUnit.SECONDS));
        @Nullable Cost cost = age == null ? null : SandboxCost.standing(age);
        return new SandboxRow(
                found.name(), "fargate", found.job(), found.run(), found.state(), age, found.expires(), owner, cost);
    }

    private interface Work<T> {
        T in(Cloud cloud) throws InterruptedException;
    }

    private <T> T within(SandboxQuery query, RunObserver observer, Work<T> work) {
        try (Cloud cloud = Cloud.open(query.base(), query.region(), JobCloud.surroundings(observer, stop, () -> {}))) {
            return work.in(cloud);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException(ExitCode.INTERRUPTED, "Interrupted.", e);
        } catch (RuntimeException e) {
            throw Faults.told(e);
        }
    }

    /** Of a question, only the answer is of interest. */
    private static final class SilentObserver implements RunObserver {
        @Override
        public void note(String line) {}

        @Override
        public void failure(String line) {}

        @Override
        public void progress(Progress progress) {}
    }
}
