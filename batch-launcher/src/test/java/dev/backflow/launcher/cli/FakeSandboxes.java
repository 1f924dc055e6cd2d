package dev.backflow.launcher.cli;

import dev.backflow.launcher.report.Cost;
import dev.backflow.launcher.run.RunObserver;
import dev.backflow.launcher.run.RunOwner;
import dev.backflow.launcher.run.SandboxControl;
import dev.backflow.launcher.run.SandboxQuery;
import dev.backflow.launcher.run.SandboxRemoval;
import dev.backflow.launcher.run.SandboxRow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Sandboxes that were found, and what is said to have become of them. */
final class FakeSandboxes implements SandboxControl {
    final List<String> asked = new ArrayList<>();
    RunOwner owner = RunOwner.SILENT;
    List<String> remaining = List.of();

    private SandboxRow row() {
        return new SandboxRow(
                "backflow-invoices-r7",
                "fargate",
                "invoices",
                7,
                "CREATE_COMPLETE",
                Duration.ofMinutes(130),
                Instant.parse("2026-03-03T12:00:00Z"),
                owner,
                new Cost(new BigDecimal("0.36"), "USD"));
    }

    @Override
    public List<SandboxRow> list(SandboxQuery query) {
        asked.add("list " + query.base());
        return List.of(row());
    }

    @Override
    public List<SandboxRemoval> destroy(SandboxQuery query, boolean force, RunObserver observer) {
        asked.add("destroy %s %d force=%s".formatted(query.job(), query.run(), force));
        observer.note("RunBucket (AWS::S3::Bucket) DELETE_COMPLETE");
        return List.of(new SandboxRemoval(row(), owner != RunOwner.ALIVE, remaining));
    }

    @Override
    public List<SandboxRemoval> sweep(SandboxQuery query, RunObserver observer) {
        asked.add("sweep " + query.base());
        return List.of(new SandboxRemoval(row(), owner.isOrphan(), remaining));
    }
}
