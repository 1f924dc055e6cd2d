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
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the books whether the run of a sandbox has a launcher: those that the data folder has or points to, and those of
 * the base. Either may know nothing of the run, as each host has a data folder of its own; a launcher that one of them
 * sees alive counts, whatever the other says.
 */
final class RunOwners {
    private static final Logger LOG = LoggerFactory.getLogger(RunOwners.class);

    /** What is seen in books of a launcher of a run that they do not have. */
    private static final long NOBODY = -1;

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

    /** Where books are. */
    private interface Books {
        /** @return null if there are none */
        @Nullable
        ReadRepository open() throws Exception;
    }

    /** What is asked of the books of a run. */
    private interface Question<T> {
        T ask(Runs runs, Run run) throws InterruptedException;
    }

    RunOwner of(FoundSandbox sandbox) throws InterruptedException {
        RunOwner here = ask(here(sandbox), sandbox, this::owner, RunOwner.UNKNOWN);
        if (here == RunOwner.ALIVE) {
            return here;
        }
        RunOwner base = ask(this::base, sandbox, this::owner, RunOwner.UNKNOWN);
        if (here == null || base == RunOwner.ALIVE) {
            return Objects.requireNonNullElse(base, RunOwner.UNKNOWN);
        }
        return here;
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
        List<Long> seen = signs(sandbox);
        return () -> {
            try {
                if (!seen.equals(signs(sandbox))) {
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

    /** What launchers have left in the books; another one when one has been there. */
    private List<Long> signs(FoundSandbox sandbox) throws InterruptedException {
        return List.of(sign(here(sandbox), sandbox), sign(this::base, sandbox));
    }

    private long sign(Books books, FoundSandbox sandbox) throws InterruptedException {
        Long sign = ask(books, sandbox, (runs, run) -> run.beat() * 31 + run.epoch(), NOBODY);
        return sign == null ? NOBODY : sign;
    }

    /** @return null if the books do not have the run, {@code unreadable} if they cannot be asked */
    private <T> @Nullable T ask(Books books, FoundSandbox sandbox, Question<T> question, T unreadable)
            throws InterruptedException {
        try (ReadRepository repository = books.open()) {
            if (repository == null) {
                return null;
            }
            var runs = new Runs(repository.ledger());
            for (Run run : runs.list(sandbox.job())) {
                if (isOf(sandbox, run)) {
                    return question.ask(runs, run);
                }
            }
            return null;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            LOG.warn("The books of run {} of job {} cannot be read: {}", sandbox.run(), sandbox.job(), e.toString());
            return unreadable;
        }
    }

    /** Another tier or another base can have a run of the same number, of a job that has the same name. */
    private boolean isOf(FoundSandbox sandbox, Run run) {
        return run.number() == sandbox.run()
                && run.tier().equals("fargate")
                && run.folder().equals(cloud.files(run.job(), run.number()).toString());
    }

    private Books here(FoundSandbox sandbox) {
        return () -> repositories.read(
                JobFolder.of(data, sandbox.job()).repository(), cloud.base().databaseUrl());
    }

    private ReadRepository base() throws Exception {
        Login owner = cloud.owner();
        return repositories.read(cloud.base().databaseUrl(), owner.user(), owner.password());
    }
}
