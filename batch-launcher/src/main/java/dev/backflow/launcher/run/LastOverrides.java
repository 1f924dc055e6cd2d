package dev.backflow.launcher.run;

import dev.backflow.launcher.repository.ReadRepository;
import dev.backflow.launcher.repository.Repositories;
import dev.backflow.run.job.JobFile;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.store.FolderRunStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a job's last run began with: on this machine, or among the run's files, which any host finds. */
final class LastOverrides {
    private static final RunOverrides NONE = new RunOverrides(Path.of(""), List.of());

    private final Repositories repositories;
    private final JobFolder own;

    LastOverrides(Repositories repositories, JobFolder own) {
        this.repositories = repositories;
        this.own = own;
    }

    /** As this machine knows it. */
    RunOverrides here() {
        try {
            return Objects.requireNonNullElse(RunOverrides.ofNewestRun(own), NONE);
        } catch (IOException e) {
            throw new LaunchException(
                    ExitCode.UNREADABLE,
                    "What the last run began with cannot be read (%s). Make %s readable."
                            .formatted(e.getMessage(), own.folder()),
                    e);
        }
    }

    /**
     * Another host may have begun the run when its files are not in a folder; the ledger says where they are then.
     *
     * @param file without what the command line said
     */
    RunOverrides of(String job, JobFile file, RunPlaces places) throws IOException, SQLException, InterruptedException {
        if (!places.areElsewhere(file)) {
            return here();
        }
        try (ReadRepository repository = repositories.read(own.repository(), file)) {
            Optional<Run> last = repository == null ? Optional.empty() : new Runs(repository.ledger()).last(job);
            if (last.isEmpty() || !last.get().unfinished() || !RunPlaces.isElsewhere(last.get())) {
                return here();
            }
            return Objects.requireNonNullElse(of(last.get(), places), NONE);
        }
    }

    /** A launcher may have got no further than to its own folder, before it died or S3 went away. */
    private @Nullable RunOverrides of(Run run, RunPlaces places) throws IOException {
        RunOverrides shared = RunOverrides.read(places.of(run));
        return shared == null ? RunOverrides.read(new FolderRunStore(RunPlaces.folder(run, own))) : shared;
    }
}
