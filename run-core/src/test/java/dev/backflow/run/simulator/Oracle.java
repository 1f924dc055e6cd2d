package dev.backflow.run.simulator;

import dev.backflow.run.ledger.Meter;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.RunSnapshot;
import dev.backflow.run.ledger.SettledChunk;
import dev.backflow.run.outcome.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What has to hold when a run is over: the promises of section 6 of the architecture, from the books and the disk. */
final class Oracle {
    private final World world;

    Oracle(World world) {
        this.world = world;
    }

    /** @param ended whether the run came to its end, and did not merely stop */
    void check(boolean ended) {
        Truth.require(
                ended,
                "nobody goes on, but the run has not ended",
                world.truth().last());
        RunSnapshot books = world.truth().last();
        Run run = world.runs().last(World.JOB).orElseThrow();
        Meter meter = books.meter();
        List<SettledChunk> chunks = world.chunks().inOrder(run.id());
        Map<Long, Outcome> outcomes = outcomes(chunks);

        Truth.require(run.outcome() != null && run.outcome().isFinal(), "the run ended as", run);
        Truth.require(meter.granted() == 0, "units are left granted", meter);
        Truth.require(meter.used() <= world.scenario().limit(), "the limit was passed", meter);
        long serviced =
                outcomes.values().stream().filter(o -> o.verdict().serviced()).count();
        Truth.require(meter.used() == serviced, "used is not what the segments say: " + serviced, meter);
        Truth.require(
                outcomes.size() == world.scenario().documents().size() || meter.isLimitReached(),
                "documents were left unserved below the limit: " + outcomes.keySet(),
                meter);
        Truth.require(
                world.disk().results().equals(outcomes),
                "published " + world.disk().results(),
                outcomes);
        Truth.require(world.chunks().unpublished(run.id()).isEmpty(), "chunks are not marked published", run);
        outcomes.values().forEach(this::checkOutcome);
        checkHookRuns(chunks, meter);
    }

    /** Of all chunks, one for each document. */
    private Map<Long, Outcome> outcomes(List<SettledChunk> chunks) {
        Map<Long, Outcome> outcomes = new TreeMap<>();
        for (SettledChunk chunk : chunks) {
            long ordinal = chunk.firstOrdinal();
            for (Outcome outcome : world.disk().read(chunk.segment())) {
                Truth.require(outcome.ordinal() == ordinal++, "a segment does not fit its chunk " + chunk, outcome);
                Truth.require(outcome.fence() == chunk.fence(), "a segment is another lease's " + chunk, outcome);
                Truth.require(outcomes.put(outcome.ordinal(), outcome) == null, "two outcomes", outcome);
            }
            Truth.require(ordinal == chunk.endOrdinal(), "a segment is shorter than its chunk", chunk);
        }
        return outcomes;
    }

    private void checkOutcome(Outcome outcome) {
        Nature nature = world.scenario().nature(outcome.ordinal());
        if (outcome.lost()) {
            Truth.require(
                    world.truth().mayBlame(outcome.ordinal()),
                    "an innocent document was exhausted for the death of a process",
                    outcome);
        } else {
            Truth.require(outcome.verdict().name().equals(nature.name()), "a document should be " + nature, outcome);
        }
        Truth.require(!nature.isPoison() || outcome.verdict() == Verdict.EXHAUSTED, "poison was served", outcome);
    }

    /** Hooks run for what is serviced, and again only for attempts that never settled: those that are left over here. */
    private void checkHookRuns(List<SettledChunk> chunks, Meter meter) {
        long settled = 0;
        for (SettledChunk chunk : chunks) {
            int runs = world.truth()
                    .takeHookRuns(new Truth.Attempt(chunk.partition(), chunk.firstOrdinal(), chunk.fence()));
            boolean lost = world.disk().read(chunk.segment()).stream().anyMatch(Outcome::lost);
            Truth.require(
                    runs == (lost ? 0 : chunk.serviced()), "a settled attempt ran its hook " + runs + " times", chunk);
            settled += runs;
        }
        Truth.require(settled <= meter.limit(), "hooks ran for more than the limit", meter);
        Truth.require(
                world.truth().attemptsLeft() <= world.truth().attemptsCutOff(),
                "attempts never settled: %d, but were cut off: %d"
                        .formatted(world.truth().attemptsLeft(), world.truth().attemptsCutOff()),
                meter);
    }
}
