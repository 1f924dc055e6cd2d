package dev.backflow.run.model;

import java.util.List;

/**
 * What does not hold, with a shortest history that leads there.
 *
 * @param steps in plain words, from the planned run on
 */
record Finding(Invariant invariant, List<String> steps) {
    Finding {
        steps = List.copyOf(steps);
    }

    @Override
    public String toString() {
        var text = new StringBuilder("broken: " + invariant.words + ", after " + steps.size() + " steps:\n");
        for (int i = 0; i < steps.size(); i++) {
            text.append("%3d. %s%n".formatted(i + 1, steps.get(i)));
        }
        return text.toString();
    }
}
