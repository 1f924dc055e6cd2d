package dev.backflow.launcher.drill;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A drill's proof as text and as an object for programs. */
final class ProofReport {
    private ProofReport() {}

    static List<String> text(DrillProof proof) {
        var lines = new ArrayList<String>();
        KillCount struck = proof.struck();
        var outcomes = proof.outcomes();
        lines.add("The drill %s: %d kills, %d lost, %d counted twice, %d overshoot, %d processes left."
                .formatted(
                        proof.isGood() ? "is passed" : "FAILED",
                        struck.kills(),
                        proof.lost(),
                        proof.countedTwice(),
                        proof.overshoot(),
                        proof.processesLeft()));
        for (Target target : Target.values()) {
            lines.add("  %-10s %4d %s%s"
                    .formatted(
                            target.word(),
                            struck.of(target),
                            target.isKill() ? "killed" : "stopped past the lease",
                            moments(struck, target)));
        }
        lines.add("  rounds     %4d of %d documents each, %d launchers started"
                .formatted(proof.rounds().size(), proof.documentsEach(), proof.launchers()));
        lines.add("  documents  %d completed, %d exhausted, %d rejected, %d left by the limit"
                .formatted(outcomes.completed(), outcomes.exhausted(), outcomes.rejected(), outcomes.notServed()));
        lines.add("  meter      %d used, %d serviced; the hook was called %d times"
                .formatted(proof.used(), outcomes.completed() + outcomes.exhausted(), proof.calls()));
        lines.add("  time       %d s, %.2f s a kill"
                .formatted(proof.took().toSeconds(), proof.took().toMillis() / 1e3 / Math.max(1, struck.kills())));
        lines.add("  seed       %d".formatted(proof.seed()));
        lines.add("  versions   Java %s, %s".formatted(proof.java(), proof.database()));
        proof.differences().forEach(difference -> lines.add("  differs    " + difference));
        if (proof.kept() != null) {
            lines.add("Everything of it is kept in " + proof.kept());
        }
        return lines;
    }

    static Map<String, @Nullable Object> json(DrillProof proof) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        KillCount struck = proof.struck();
        var outcomes = proof.outcomes();
        object.put("passed", proof.isGood());
        object.put("seed", proof.seed());
        object.put("rounds", proof.rounds().size());
        object.put("documentsEach", proof.documentsEach());
        object.put("launchers", proof.launchers());
        object.put("kills", struck.kills());
        var targets = new LinkedHashMap<String, Object>();
        for (Target target : Target.values()) {
            var moments = new LinkedHashMap<String, Object>();
            struck.moments(target).forEach((moment, count) -> moments.put(moment.word(), count));
            targets.put(target.word(), moments);
        }
        object.put("struck", targets);
        object.put("completed", outcomes.completed());
        object.put("exhausted", outcomes.exhausted());
        object.put("rejected", outcomes.rejected());
        object.put("notServed", outcomes.notServed());
        object.put("used", proof.used());
        object.put("calls", proof.calls());
        object.put("lost", proof.lost());
        object.put("countedTwice", proof.countedTwice());
        object.put("overshoot", proof.overshoot());
        object.put("processesLeft", proof.processesLeft());
        object.put("differences", proof.differences());
        object.put("seconds", proof.took().toMillis() / 1e3);
        object.put("java", proof.java());
        object.put("database", proof.database());
        object.put("kept", proof.kept() == null ? null : proof.kept().toString());
        return object;
    }

    private static String moments(KillCount struck, Target target) {
        String moments = struck.moments(target).entrySet().stream()
                .map(each -> "%d in %s".formatted(each.getValue(), each.getKey().word()))
                .collect(Collectors.joining(", "));
        return moments.isEmpty() ? "" : ": " + moments;
    }
}
