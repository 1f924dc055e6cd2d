package dev.backflow.launcher.drill;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a drill came to.
 *
 * @param documentsEach how many documents each round had
 * @param java version of the JVMs
 * @param database name and version of the job repository
 * @param kept the drill's folder when something differs, else null: it is gone
 */
public record DrillProof(
        long seed,
        int documentsEach,
        List<RoundResult> rounds,
        Duration took,
        String java,
        String database,
        @Nullable Path kept) {
    public DrillProof {
        rounds = List.copyOf(rounds);
    }

    /** Whether every round kept every promise. */
    public boolean isGood() {
        return rounds.stream().allMatch(RoundResult::isGood);
    }

    KillCount struck() {
        var sum = new KillCount();
        rounds.forEach(round -> sum.addAll(round.struck()));
        return sum;
    }

    RoundResult.Outcomes outcomes() {
        return rounds.stream().map(RoundResult::outcomes).reduce(RoundResult.Outcomes.NONE, RoundResult.Outcomes::plus);
    }

    long used() {
        return rounds.stream().mapToLong(RoundResult::used).sum();
    }

    long calls() {
        return rounds.stream().mapToLong(RoundResult::calls).sum();
    }

    long launchers() {
        return rounds.stream().mapToLong(RoundResult::launchers).sum();
    }

    long lost() {
        return rounds.stream().mapToLong(round -> round.findings().lost()).sum();
    }

    long countedTwice() {
        return rounds.stream()
                .mapToLong(round -> round.findings().countedTwice())
                .sum();
    }

    long overshoot() {
        return rounds.stream().mapToLong(round -> round.findings().overshoot()).sum();
    }

    long processesLeft() {
        return rounds.stream().mapToLong(RoundResult::processesLeft).sum();
    }

    List<String> differences() {
        return rounds.stream()
                .flatMap(round -> round.differences().stream()
                        .map(difference -> "round %d: %s".formatted(round.round(), difference)))
                .toList();
    }

    /** For people. */
    public List<String> text() {
        return ProofReport.text(this);
    }

    /** For programs: strings, numbers, booleans, lists and maps. */
    public java.util.Map<String, @Nullable Object> json() {
        return ProofReport.json(this);
    }
}
