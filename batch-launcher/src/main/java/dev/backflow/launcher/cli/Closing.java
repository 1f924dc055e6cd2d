package dev.backflow.launcher.cli;

import dev.backflow.launcher.report.DeployTime;
import dev.backflow.launcher.report.RunSummary;
import dev.backflow.launcher.report.SandboxEnd;
import dev.backflow.launcher.run.ExitCode;
import dev.backflow.launcher.run.RunEnd;
import dev.backflow.run.ledger.RunOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The last words of a run: what happened, where everything is, and the command to type next. */
final class Closing {
    private static final int SLOWEST = 3;
    private static final String FARGATE = "fargate";

    /** It takes as long as all that is in it. */
    private static final String STACK = "AWS::CloudFormation::Stack";

    private Closing() {}

    static List<String> text(RunEnd end, NextCommands next) {
        var lines = new ArrayList<String>();
        lines.add(headline(end));
        lines.addAll(numbers(end));
        lines.add("Next: " + next(end, next));
        return lines.stream().map(OneLine::of).toList();
    }

    /** What happened, in a sentence or two. */
    static String headline(RunEnd end) {
        var summary = end.summary();
        var run = "Run %d of %s".formatted(summary.run(), summary.job());
        if (end.untouched()) {
            return "%s was finished before (%s), so there is nothing to do: %s."
                    .formatted(run, summary.outcome().word(), limit(summary));
        }
        var cause = end.cause();
        return switch (end.exit()) {
            case DONE -> "%s is done: %s.".formatted(run, reached(summary));
            case TOO_MANY_EXHAUSTED ->
                "%s is done: %s. But %s exhausted, and the job tolerates %s."
                        .formatted(
                                run,
                                reached(summary),
                                summary.totals().exhausted() == 1
                                        ? "1 document is"
                                        : summary.totals().exhausted() + " documents are",
                                end.tolerated());
            case INTERRUPTED, TERMINATED ->
                "%s was stopped by %s in good order: %d of %d served. Nothing is lost, and no document is served or counted twice."
                        .formatted(
                                run,
                                end.exit() == ExitCode.INTERRUPTED ? "SIGINT" : "SIGTERM",
                                summary.used(),
                                Math.min(summary.limit(), summary.totals().documents()));
            default -> "%s failed%s".formatted(run, cause == null ? "." : ": " + cause);
        };
    }

    private static String reached(RunSummary summary) {
        if (summary.outcome() == RunOutcome.LIMIT_REACHED) {
            return "%s. %s left for the next run"
                    .formatted(
                            limit(summary),
                            summary.totals().notServed() == 1
                                    ? "1 document is"
                                    : summary.totals().notServed() + " documents are");
        }
        return summary.totals().documents() == 0 ? "there was no new or changed document" : "every document was served";
    }

    private static String limit(RunSummary summary) {
        return "limit %d of %d used".formatted(summary.used(), summary.limit());
    }

    private static List<String> numbers(RunEnd end) {
        var summary = end.summary();
        var lines = new ArrayList<String>();
        lines.add("  documents  %d: %d completed, %d exhausted, %d rejected, %d not served; %d serviced by earlier runs"
                .formatted(
                        summary.totals().documents(),
                        summary.totals().completed(),
                        summary.totals().exhausted(),
                        summary.totals().rejected(),
                        summary.totals().notServed(),
                        end.servicedEarlier()));
        lines.add("  limit      %d of %d used%s"
                .formatted(
                        summary.used(),
                        summary.limit(),
                        summary.exact() ? ", and the books are exact" : ", but the books do not agree: run verify"));
        lines.add("  speed      %s documents/s over %s, %s"
                .formatted(
                        Amounts.rate(summary.documentsPerSecond()),
                        Amounts.time(Duration.between(summary.startedAt(), summary.endedAt())),
                        retries(summary)));
        lines.add("  workers    %d started, %d lost; tier %s"
                .formatted(summary.workersStarted(), summary.workersLost(), summary.tier()));
        if (!summary.deployed().isEmpty()) {
            lines.add("  deployed   " + deployed(summary.deployed()));
        }
        if (summary.tier().equals(FARGATE)) {
            lines.add("  sandbox    "
                    + (summary.sandbox() == SandboxEnd.REMOVED
                            ? "nothing of it is left"
                            : "not known to be gone; sandbox list tells what is left"));
            lines.add("  cost       %s %s, by list prices"
                    .formatted(
                            summary.cost().currency(), summary.cost().amount().toPlainString()));
        }
        lines.add("  results    " + end.results());
        lines.add("  ledger     " + end.folder().resolve("ledger.jsonl"));
        return lines;
    }

    /** All of them are in the summary. */
    private static String deployed(List<DeployTime> deployed) {
        List<DeployTime> resources =
                deployed.stream().filter(each -> !each.type().equals(STACK)).toList();
        String slowest = resources.stream()
                .sorted(Comparator.comparing(DeployTime::seconds).reversed())
                .limit(SLOWEST)
                .map(each -> "%s %s"
                        .formatted(
                                each.name(),
                                Amounts.time(Duration.ofMillis(
                                        each.seconds().movePointRight(3).longValue()))))
                .collect(Collectors.joining(", "));
        return "%s, the slowest: %s".formatted(Amounts.counted(resources.size(), "resource"), slowest);
    }

    private static String retries(RunSummary summary) {
        long retries = Math.max(0, summary.totals().attempts() - summary.used());
        return retries == 1 ? "1 retry" : retries + " retries";
    }

    /** What the reader most likely wants to do now. */
    static String next(RunEnd end, NextCommands next) {
        var summary = end.summary();
        return switch (end.exit()) {
            case DONE -> {
                if (!summary.exact()) {
                    yield next.verify(summary.run());
                }
                yield summary.totals().notServed() > 0 ? next.run() : next.show(summary.run());
            }
            case TOO_MANY_EXHAUSTED -> next.show(summary.run());
            default -> next.restart();
        };
    }

    /** The summary's own fields, as they stand in {@code summary.json}, and what the text tells besides. */
    static Map<String, @Nullable Object> json(RunEnd end, NextCommands next) {
        var object = new LinkedHashMap<String, @Nullable Object>(end.summary().fields());
        object.put("exit", end.exit().number());
        object.put("untouched", end.untouched());
        object.put("servicedEarlier", end.servicedEarlier());
        object.put("cause", end.cause());
        object.put("results", end.results());
        object.put("folder", end.folder().toString());
        object.put("next", next(end, next));
        return object;
    }
}
