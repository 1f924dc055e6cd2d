package dev.backflow.launcher.run;

import dev.backflow.launcher.repository.ReadRepository;
import dev.backflow.launcher.repository.Repositories;
import dev.backflow.launcher.sandbox.aws.Cloud;
import dev.backflow.launcher.sandbox.aws.FoundSandbox;
import dev.backflow.launcher.sandbox.aws.Login;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.SupersededException;
import dev.backflow.run.time.Sleeper;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the books whether the run of a sandbox has a launcher: those of the data folder, else those of the base. */
final class RunOwners {
    private static final Logger LOG = LoggerFactory.getLogger(RunOwners.class);

    private final Repositories repositories;
    private final Cloud cloud;
    private final Path data;
    private final Sleeper sleeper;

    RunOwners(Repositories repositories, Cloud cloud, Path data, Sleeper sleeper) {
        this.repositories = repositories;
        this.cloud = cloud;
        this.data = data;
        this.sleeper = sleeper;
    }

    /** What is asked of the books of a run. */
    private interface Question<T> {
        T ask(Runs runs, Run run) throws InterruptedException;
    }

    RunOwner of(FoundSandbox sandbox) throws InterruptedException {
        return ask(sandbox, this::owner, RunOwner.UNKNOWN);
    }

    private RunOwner owner(Runs runs, Run run) throws InterruptedException {
        if (!run.unfinished() || run.outcome() != null) {
            return RunOwner.FINISHED;
        }
        return RunChoice.isAlive(runs, run, sleeper) ? RunOwner.ALIVE : RunOwner.SILENT;
    }

    /**
     * Makes sure, before anything is removed, that no launcher has come meanwhile.
     *
     * @throws SupersededException if one has
     */
    Runnable fence(FoundSandbox sandbox) throws InterruptedException {
        Long seen = ask(sandbox, (runs, run) -> epochs(run), NOBODY);
        return () -> {
            try {
                if (!seen.equals(ask(sandbox, (runs, run) -> epochs(run), NOBODY))) {
                    throw new SupersededException(
                            "A launcher has taken up run %d of job '%s', so that its sandbox stays."
                                    .formatted(sandbox.run(), sandbox.job()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LaunchException(ExitCode.INTERRUPTED, "Interrupted.", e);
            }
        };
    }

    private static final Long NOBODY = -1L;

    private static Long epochs(Run run) {
        return run.beat() * 31 + run.epoch();
    }

    private <T> T ask(FoundSandbox sandbox, Question<T> question, T unknown) throws InterruptedException {
        try (ReadRepository repository = repository(sandbox)) {
            var runs = new Runs(repository.ledger());
            for (Run run : runs.list(sandbox.job())) {
                // Of another tier is another run, in other books, of a job that has the same name.
                if (run.number() == sandbox.run() && run.tier().equals("fargate")) {
                    return question.ask(runs, run);
                }
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            LOG.warn("The books of run {} of job {} cannot be read: {}", sandbox.run(), sandbox.job(), e.toString());
        }
        return unknown;
    }

    private ReadRepository repository(FoundSandbox sandbox) throws Exception {
        @Nullable
        ReadRepository here = repositories.read(
                JobFolder.of(data, sandbox.job()).repository(), cloud.base().databaseUrl());
        if (here != null) {
            return here;
        }
        Login owner = cloud.owner();
        return repositories.read(cloud.base().databaseUrl(), owner.user(), owner.password());
    }
}
