package dev.backflow.launcher.run;

import dev.backflow.launcher.plan.PartitionStretches;
import dev.backflow.launcher.plan.RestartPlan;
import dev.backflow.run.ledger.Chunks;
import dev.backflow.run.ledger.LedgerDatabase;
import dev.backflow.run.ledger.Meter;
import dev.backflow.run.ledger.Meters;
import dev.backflow.run.ledger.PartitionState;
import dev.backflow.run.ledger.Partitions;
import dev.backflow.run.ledger.Phase;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.SettledChunk;
import dev.backflow.run.manifest.Manifest;
import dev.backflow.run.store.RunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads from a run's books what a restart would do, and changes nothing in them. */
final class RestartExplanation {
    private final LedgerDatabase ledger;
    private final Run run;
    private final RunStore store;

    RestartExplanation(LedgerDatabase ledger, Run run, RunStore store) {
        this.ledger = ledger;
        this.run = run;
        this.store = store;
    }

    /**
     * @param state how the list of runs calls the run's state
     * @param obstacles what is known already that would keep the restart from doing anything
     */
    RestartPlan plan(String state, List<String> obstacles) throws IOException {
        List<PartitionState> states = new Partitions(ledger).states(run.id());
        Meter meter = new Meters(ledger).read(run.id());
        boolean suspected = run.unfinished()
                && run.phase() == Phase.SERVE
                && run.tier().equals("inline")
                && states.stream().anyMatch(PartitionState::begun);
        var stretches = new PartitionStretches(unpublished(), names(states));
        return new RestartPlan(
                run.job(),
                run.number(),
                state,
                run.unfinished(),
                run.phase().name().toLowerCase(Locale.ROOT),
                suspected ? "processes" : run.tier(),
                run.documents() != null,
                meter.limit(),
                meter.used(),
                stretches.of(states),
                suspected
                        ? List.of("The launcher ended while it served inline, and a document may have been the cause:"
                                + " documents are served in worker processes from now on.")
                        : List.of(),
                obstacles(obstacles));
    }

    private List<String> obstacles(List<String> known) {
        var obstacles = new ArrayList<>(known);
        if (run.unfinished()
                && run.documents() != null
                && !RunPlaces.isElsewhere(run)
                && !Files.isDirectory(Path.of(run.folder()))) {
            obstacles.add("The files of the run are in %s, which is not here; the run was begun by %s."
                    .formatted(run.folder(), run.launcher()));
        }
        return obstacles;
    }

    private Map<Integer, Long> unpublished() {
        var documents = new HashMap<Integer, Long>();
        if (run.unfinished()) {
            for (SettledChunk chunk : new Chunks(ledger).unpublished(run.id())) {
                documents.merge(chunk.partition(), chunk.endOrdinal() - chunk.firstOrdinal(), Long::sum);
            }
        }
        return documents;
    }

    /** Of those partitions alone that somebody had begun: as many as there were slots, and no more. */
    private Map<Integer, String> names(List<PartitionState> states) throws IOException {
        var names = new HashMap<Integer, String>();
        var manifest = new Manifest(store);
        if (!manifest.exists()) {
            return names;
        }
        for (PartitionState state : states) {
            if (PartitionStretches.isBegun(state)) {
                try (var entries = manifest.read(state.byteOffset(), state.nextOrdinal(), state.nextOrdinal() + 1)) {
                    var entry = entries.next();
                    if (entry != null) {
                        names.put(state.partition(), entry.document().key());
                    }
                }
            }
        }
        return names;
    }
}
