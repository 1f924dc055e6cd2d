package dev.backflow.run.simulator;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The files that outlive processes: segments, written as a whole under names that say the fence, and results. */
final class Disk {
    private final Map<String, List<Outcome>> segments = new TreeMap<>();
    private final Map<Long, Outcome> results = new TreeMap<>();

    void write(String segment, List<Outcome> outcomes) {
        if (segments.putIfAbsent(segment, List.copyOf(outcomes)) != null) {
            throw new Violation("two attempts write segment " + segment);
        }
    }

    /** The outcomes of a segment that a chunk row refers to. */
    List<Outcome> read(String segment) {
        List<Outcome> outcomes = segments.get(segment);
        if (outcomes == null) {
            throw new Violation("segment " + segment + " is settled, but is not there");
        }
        return outcomes;
    }

    /** Gives one result its final name, over whatever was there. */
    void publish(Outcome outcome) {
        results.put(outcome.ordinal(), outcome);
    }

    void sweep(Set<String> settled) {
        segments.keySet().retainAll(settled);
    }

    Map<Long, Outcome> results() {
        return results;
    }
}
