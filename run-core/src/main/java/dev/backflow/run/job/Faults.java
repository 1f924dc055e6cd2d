package dev.backflow.run.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects faults while a job file is read, so that all of them are reported at once. */
final class Faults {
    private record Fault(Place place, Problem problem) {}

    private final List<Fault> found = new ArrayList<>();

    void add(Place place, String what, String remedy) {
        add(place, what, remedy, place.kind());
    }

    void add(Place place, String what, String remedy, Problem.Kind kind) {
        found.add(new Fault(place, new Problem(what, place.text(), remedy, kind)));
    }

    /** Throws if there was any fault, with all of them by line and column, the command line's last. */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidJobFileException(problems());
        }
    }

    List<Problem> problems() {
        return found.stream()
                .sorted(Comparator.comparing(Fault::place))
                .map(Fault::problem)
                .toList();
    }
}
