package dev.backflow.launcher.plan;

import dev.backflow.run.ledger.Lease;
import dev.backflow.run.ledger.PartitionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a restart makes of each partition; neighbours of which the same is true are told together. */
public final class PartitionStretches {
    private final Map<Integer, Long> unpublished;
    private final Map<Integer, String> names;

    /**
     * @param unpublished how many settled documents of a partition may lack the final names of their results
     * @param names the first document without an outcome of a partition, where it is known
     */
    public PartitionStretches(Map<Integer, Long> unpublished, Map<Integer, String> names) {
        this.unpublished = Map.copyOf(unpublished);
        this.names = Map.copyOf(names);
    }

    /** Whether documents of a partition were begun, by whoever has it or by a worker that died, and not settled. */
    public static boolean isBegun(PartitionState state) {
        return state.isOpen() && state.chunkEnd() > state.nextOrdinal() && (state.begun() || state.deaths() > 0);
    }

    /** @param states all partitions of a run, in order */
    public List<PartitionStretch> of(List<PartitionState> states) {
        var stretches = new ArrayList<PartitionStretch>();
        for (PartitionState state : states) {
            PartitionStretch one = one(state);
            int last = stretches.size() - 1;
            if (last >= 0 && one.continues(stretches.get(last))) {
                stretches.set(last, stretches.get(last).with(one));
            } else {
                stretches.add(one);
            }
        }
        return stretches;
    }

    private PartitionStretch one(PartitionState state) {
        long done = state.nextOrdinal() - state.firstOrdinal();
        long again = isBegun(state) ? state.chunkEnd() - state.nextOrdinal() : 0;
        PartitionStretch.Kind kind = kind(state, done);
        return new PartitionStretch(
                kind,
                state.partition(),
                state.partition(),
                state.firstOrdinal(),
                state.endOrdinal(),
                done,
                again,
                state.endOrdinal() - state.nextOrdinal() - again,
                state.granted(),
                unpublished.getOrDefault(state.partition(), 0L),
                why(kind, state, again));
    }

    private static PartitionStretch.Kind kind(PartitionState state, long done) {
        if (state.isDone()) {
            return PartitionStretch.Kind.DONE;
        }
        if (!state.isOpen()) {
            return PartitionStretch.Kind.NOT_SERVED;
        }
        if (isBegun(state)) {
            return PartitionStretch.Kind.BEGUN;
        }
        return done > 0 ? PartitionStretch.Kind.PARTLY_DONE : PartitionStretch.Kind.UNTOUCHED;
    }

    private String why(PartitionStretch.Kind kind, PartitionState state, long again) {
        return switch (kind) {
            case DONE -> "done";
            case NOT_SERVED -> "left out by the end of the run";
            case UNTOUCHED -> "never started";
            case PARTLY_DONE -> "goes on after what is done; nobody had begun the rest";
            case BEGUN -> begun(state, again);
        };
    }

    private String begun(PartitionState state, long again) {
        String name = names.get(state.partition());
        var why = new StringBuilder("%d %s from %s on %s begun by %s and not settled: served again"
                .formatted(
                        again,
                        again == 1 ? "document" : "documents",
                        name == null ? "number " + state.nextOrdinal() : name,
                        again == 1 ? "was" : "were",
                        state.begun() ? "worker " + state.owner() : "a worker that died"));
        if (state.deaths() >= Lease.DEATHS_BEFORE_ALONE) {
            why.append(", one at a time, as %d workers died of them".formatted(state.deaths()));
        } else if (state.deaths() > 0 && state.begun()) {
            why.append("; a worker had died of them before");
        }
        if (state.deaths() > Lease.DEATHS_BEFORE_ALONE) {
            why.append("; the first one gets no further try and is exhausted");
        }
        return why.toString();
    }
}
