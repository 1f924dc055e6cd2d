package dev.backflow.launcher.cli;

import dev.backflow.launcher.run.ExitCode;
import dev.backflow.launcher.run.Progress;
import dev.backflow.launcher.run.RunObserver;
import dev.backflow.launcher.run.RunOwner;
import dev.backflow.launcher.run.SandboxQuery;
import dev.backflow.launcher.run.SandboxRemoval;
import dev.backflow.launcher.run.SandboxRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has sandboxes found or removed, and prints what came of it. */
final class SandboxPrinter {
    private final Console console;
    private final Services services;
    private final Invocation invocation;

    SandboxPrinter(Console console, Services services, Invocation invocation) {
        this.console = console;
        this.services = services;
        this.invocation = invocation;
    }

    ExitCode list(SandboxQuery query, boolean json) {
        var rows = services.sandboxes().get().list(query);
        if (json) {
            var lines = new JsonLines();
            rows.forEach(row -> console.out().println(lines.line(json(row))));
        } else if (rows.isEmpty()) {
            console.out().println("There are no sandboxes on %s.".formatted(OneLine.of(query.base())));
        } else {
            table(rows).forEach(console.out()::println);
        }
        return ExitCode.DONE;
    }

    /** Tells what would be removed, and how to have it removed: nothing is done by a slip of the keyboard. */
    ExitCode ask(SandboxQuery query, boolean json) {
        list(query, json);
        console.err().println("Nothing was removed. To remove it with everything in it, add --yes.");
        return ExitCode.COMMAND_LINE_WRONG;
    }

    ExitCode destroy(SandboxQuery query, boolean force, boolean json) {
        return told(services.sandboxes().get().destroy(query, force, observer()), query, json);
    }

    ExitCode sweep(SandboxQuery query, boolean json) {
        return told(services.sandboxes().get().sweep(query, observer()), query, json);
    }

    private ExitCode told(List<SandboxRemoval> removals, SandboxQuery query, boolean json) {
        if (json) {
            var lines = new JsonLines();
            removals.forEach(removal -> console.out().println(lines.line(json(removal))));
        } else if (removals.isEmpty()) {
            console.out().println("There is nothing to remove on %s.".formatted(OneLine.of(query.base())));
        } else {
            removals.forEach(removal -> console.out().println(OneLine.of(line(removal))));
        }
        if (removals.stream().allMatch(SandboxRemoval::isClean)) {
            boolean refused = query.run() != null && removals.stream().anyMatch(each -> !each.removed());
            return refused ? ExitCode.ALREADY_RUNNING : ExitCode.DONE;
        }
        for (SandboxRemoval each : removals) {
            if (!each.isClean()) {
                console.err().println("To try again: " + again(each.sandbox(), query));
            }
        }
        return ExitCode.TEARDOWN_UNCONFIRMED;
    }

    /** Where it was found: on another base, or in another region, there would be nothing to remove. */
    private String again(SandboxRow sandbox, SandboxQuery query) {
        List<String> command = new ArrayList<>(List.of(
                "sandbox", "destroy", "--job=" + sandbox.job(), "--run=" + sandbox.run(), "--base=" + query.base()));
        if (query.region() != null) {
            command.add("--region=" + query.region());
        }
        command.add("--yes");
        return invocation.with(command.toArray(String[]::new));
    }

    private static String line(SandboxRemoval removal) {
        SandboxRow sandbox = removal.sandbox();
        String whose = "%s (run %d of job %s)".formatted(sandbox.name(), sandbox.run(), sandbox.job());
        if (!removal.removed()) {
            return "Spared %s: %s.".formatted(whose, sandbox.owner().words());
        }
        return removal.isClean()
                ? "Removed %s: %s.".formatted(whose, sandbox.owner().words())
                : "Not removed %s, still there: %s.".formatted(whose, String.join(", ", removal.remaining()));
    }

    private static List<String> table(List<SandboxRow> rows) {
        var table = new Table("SANDBOX", "TIER", "JOB", "RUN", "STATE", "AGE", "EXPIRES", "OWNER", "COST SO FAR");
        for (SandboxRow row : rows) {
            Duration age = row.age();
            table.add(
                    row.name(),
                    row.tier(),
                    row.job(),
                    Integer.toString(row.run()),
                    row.state(),
                    age == null ? "-" : Amounts.time(age),
                    text(row.expires()),
                    state(row.owner()),
                    row.cost() == null
                            ? "-"
                            : row.cost().currency() + " " + row.cost().amount().toPlainString() + " without workers");
        }
        return table.lines();
    }

    private static String state(RunOwner owner) {
        if (owner == RunOwner.ALIVE || owner == RunOwner.UNKNOWN) {
            return owner.name().toLowerCase(Locale.ROOT);
        }
        return "orphan: " + owner.words();
    }

    private static String text(@Nullable Instant instant) {
        return instant == null ? "-" : instant.toString();
    }

    private static Map<String, @Nullable Object> json(SandboxRow row) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        Duration age = row.age();
        json.put("sandbox", row.name());
        json.put("tier", row.tier());
        json.put("job", row.job());
        json.put("run", row.run());
        json.put("state", row.state());
        json.put("ageSeconds", age == null ? null : age.toSeconds());
        json.put("expires", row.expires() == null ? null : row.expires().toString());
        json.put("owner", row.owner().name().toLowerCase(Locale.ROOT));
        json.put("orphan", row.owner().isOrphan());
        json.put(
                "cost",
                row.cost() == null
                        ? null
                        : Map.of(
                                "amount",
                                row.cost().amount(),
                                "currency",
                                row.cost().currency()));
        return json;
    }

    private static Map<String, @Nullable Object> json(SandboxRemoval removal) {
        var json = json(removal.sandbox());
        json.put("removed", removal.removed() && removal.isClean());
        json.put("spared", !removal.removed());
        json.put("remaining", removal.remaining());
        return json;
    }

    /** News and faults alike go where results do not. */
    private RunObserver observer() {
        return new RunObserver() {
            @Override
            public void note(String line) {
                console.err().println(OneLine.of(line));
            }

            @Override
            public void failure(String line) {
                console.err().println(OneLine.of(line));
            }

            @Override
            public void progress(Progress progress) {
                // A removal has none.
            }
        };
    }
}
