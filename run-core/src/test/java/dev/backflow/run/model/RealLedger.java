package dev.backflow.run.model;

import dev.backflow.run.ledger.Chunks;
import dev.backflow.run.ledger.Leases;
import dev.backflow.run.ledger.Meters;
import dev.backflow.run.ledger.NewRun;
import dev.backflow.run.ledger.Partitions;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.TestDatabase;
import dev.backflow.run.ledger.Workers;
import dev.backflow.run.manifest.PartitionRange;
import java.time.Instant;
import java.util.ArrayList;

/** The ledger as it is, with rows told in the model's words. */
final class RealLedger {
    final Runs runs;
    final Partitions partitions;
    final Workers workers;
    final Leases leases;
    final Chunks chunks;
    final Meters meters;
    private final TestDatabase database;
    private int jobs;

    RealLedger(TestDatabase database) {
        this.database = database;
        this.runs = new Runs(database.ledger());
        this.partitions = new Partitions(database.ledger());
        this.workers = new Workers(database.ledger());
        this.leases = new Leases(database.ledger());
        this.chunks = new Chunks(database.ledger());
        this.meters = new Meters(database.ledger());
    }

    Run planned(Scope scope) {
        var wanted = new NewRun(
                "job-" + ++jobs,
                "here",
                "processes",
                scope.limit(),
                "a".repeat(64),
                "b".repeat(64),
                Instant.parse("2026-01-01T12:00:00Z"));
        Run run = runs.begin(wanted, number -> "/data/runs/" + number);
        var ranges = new ArrayList<PartitionRange>();
        for (int partition = 0; partition < scope.partitions().size(); partition++) {
            ranges.add(new PartitionRange(partition, scope.firstOf(partition), scope.firstOf(partition + 1), 0));
        }
        partitions.plan(run, "processes", ranges, scope.documents(), 0);
        return run;
    }

    /** State, owner, fence, granted, next, whether begun, chunk end, deaths; ordinals from the partition's first on. */
    String row(Run run, int partition) {
        return database.jdbc()
                .sql("""
                        SELECT CASE STATE WHEN 'OPEN' THEN 0 WHEN 'DONE' THEN 1 ELSE 2 END AS STATE,
                               COALESCE(OWNER, 'nobody') AS OWNER, FENCE, GRANTED, NEXT_ORDINAL - FIRST_ORDINAL AS NEXT,
                               CASE WHEN BEGUN = FENCE THEN 1 ELSE 0 END AS BEGUN,
                               CHUNK_END - FIRST_ORDINAL AS CHUNK_END, LEAST(DEATHS, 3) AS DEATHS
                        FROM BACKFLOW_PARTITION WHERE RUN_ID = ? AND PARTITION_NUMBER = ?
                        """)
                .params(run.id(), partition)
                .query((row, number) -> "%d %s %d %d %d %d %d %d"
                        .formatted(
                                row.getInt("STATE"),
                                row.getString("OWNER"),
                                row.getInt("FENCE"),
                                row.getInt("GRANTED"),
                                row.getInt("NEXT"),
                                row.getInt("BEGUN"),
                                row.getInt("CHUNK_END"),
                                row.getInt("DEATHS")))
                .single();
    }
}
