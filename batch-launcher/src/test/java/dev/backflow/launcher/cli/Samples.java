package dev.backflow.launcher.cli;

import dev.backflow.launcher.plan.RunPlan;
import dev.backflow.launcher.report.Cost;
import dev.backflow.launcher.report.DeployTime;
import dev.backflow.launcher.report.LedgerTotals;
import dev.backflow.launcher.report.RunSummary;
import dev.backflow.launcher.report.SandboxEnd;
import dev.backflow.launcher.run.ExitCode;
import dev.backflow.launcher.run.Progress;
import dev.backflow.launcher.run.RunDetails;
import dev.backflow.launcher.run.RunEnd;
import dev.backflow.launcher.run.RunRow;
import dev.backflow.run.ledger.RunOutcome;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values that several tests look at. */
final class Samples {
    static final Instant START = Instant.parse("2026-03-01T10:00:00.25Z");
    static final Instant END = Instant.parse("2026-03-01T10:00:12.5Z");
    static final Path FOLDER = Path.of("backflow-data/invoices/runs/17");

    private Samples() {}

    static Progress serving(long served) {
        return new Progress(
                17, "serve", served, 100, 316, 812.5, 1, 2, 3, 2, Duration.ofSeconds(12), Duration.ofSeconds(15));
    }

    static Progress planning() {
        return new Progress(17, "plan", 0, 100, 0, 0, 0, 0, 0, 0, Duration.ZERO, null);
    }

    static RunPlan plan() {
        return new RunPlan(
                "invoices",
                17,
                false,
                "processes",
                "com.example.Invoices",
                List.of("text", "parse"),
                "file:/in",
                "file:/out",
                316,
                1_500_000,
                40,
                100,
                1,
                20,
                List.of("The disk is nearly full."));
    }

    static RunRow row() {
        return new RunRow("invoices", 17, "limit-reached", 100, 100, 316, START, END, FOLDER);
    }

    static RunDetails details() {
        return new RunDetails(row(), "processes", "report", 98, 2, 0, 216, 8, 8, "file:/out");
    }

    static RunEnd done() {
        return end(ExitCode.DONE, everythingServed());
    }

    static RunEnd end(ExitCode exit, RunSummary summary) {
        return end(exit, summary, false, null);
    }

    static RunEnd end(ExitCode exit, RunSummary summary, boolean untouched, @Nullable String cause) {
        return new RunEnd(exit, summary, untouched, 40, "1%", FOLDER, "file:/out", cause);
    }

    static RunSummary everythingServed() {
        return summary(RunOutcome.COMPLETED, 20, 20, 0, 0, true);
    }

    static RunSummary limitReached() {
        return summary(RunOutcome.LIMIT_REACHED, 316, 98, 2, 216, true);
    }

    static RunSummary summary(
            RunOutcome outcome, long documents, long completed, long exhausted, long notServed, boolean exact) {
        return summary(
                "processes", outcome, documents, completed, exhausted, notServed, exact, SandboxEnd.REMOVED, List.of());
    }

    static RunSummary onFargate(SandboxEnd sandbox) {
        return summary("fargate", RunOutcome.COMPLETED, 20, 20, 0, 0, true, sandbox, List.of());
    }

    static RunSummary deployed(List<DeployTime> deployed) {
        return summary("fargate", RunOutcome.COMPLETED, 20, 20, 0, 0, true, SandboxEnd.REMOVED, deployed);
    }

    private static RunSummary summary(
            String tier,
            RunOutcome outcome,
            long documents,
            long completed,
            long exhausted,
            long notServed,
            boolean exact,
            SandboxEnd sandbox,
            List<DeployTime> deployed) {
        return new RunSummary(
                17,
                "invoices",
                tier,
                outcome,
                100,
                completed + exhausted,
                new LedgerTotals(documents, completed, exhausted, 0, notServed, completed + exhausted + 4),
                2,
                0,
                START,
                END,
                812.5,
                tier.equals("fargate") ? new Cost(new BigDecimal("1.20"), "USD") : Cost.NOTHING,
                sandbox,
                exact,
                deployed);
    }
}
