package dev.backflow.launcher.run;

import dev.backflow.launcher.plan.RestartPlan;
import dev.backflow.launcher.repository.ReadRepository;
import dev.backflow.launcher.repository.Repositories;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.Runs;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out what a restart would do with a job's last run, and what keeps it from that. Changes nothing. */
final class ExplainedRestart {
    private final Repositories repositories;
    private final RunPlaces places;
    private final InstantSource clock;

    ExplainedRestart(Repositories repositories, RunPlaces places, InstantSource clock) {
        this.repositories = repositories;
        this.places = places;
        this.clock = clock;
    }

    /** @throws LaunchException if the job has no run */
    RestartPlan of(RunRequest request) throws IOException, SQLException, InterruptedException {
        var folder = JobFolder.of(request.data(), request.job().name());
        try (ReadRepository repository =
                repositories.read(folder.repository(), request.job().file())) {
            Optional<Run> last = repository == null
                    ? Optional.empty()
                    : new Runs(repository.ledger()).last(request.job().name());
            if (repository == null || last.isEmpty()) {
                throw noRun(request);
            }
            return new RestartExplanation(repository.ledger(), last.get(), places.of(last.get()))
                    .plan(LedgerHistory.state(request.data(), last.get()), obstacles(request, repository, last.get()));
        }
    }

    private List<String> obstacles(RunRequest request, ReadRepository repository, Run last) throws IOException {
        var folder = JobFolder.of(request.data(), request.job().name());
        var hook = HookHash.of(request.job().file().hook().jar());
        RunChoice choice = RunChoice.of(request, folder, hook, repository.ledger(), places, clock);
        var obstacles = new ArrayList<String>();
        if (last.unfinished()) {
            obstacles.addAll(choice.unlike(last));
            if (LauncherPresence.in(folder)) {
                obstacles.add("A launcher on this host is serving the job now.");
            }
        }
        return obstacles;
    }

    static LaunchException noRun(RunRequest request) {
        return new LaunchException(
                ExitCode.COMMAND_LINE_WRONG,
                "Job '%s' has no run that could be restarted. Start its first one with --job=%s."
                        .formatted(request.job().name(), request.job().name()));
    }
}
