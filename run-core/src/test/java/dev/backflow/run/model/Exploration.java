package dev.backflow.run.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at every state that can be reached, nearest first, and then at whether the run always ends. */
final class Exploration {
    private final Protocol protocol;
    private final Canon canon;
    private final States states;
    private final World first;
    private final Numbers parents = new Numbers();
    private final CalmSteps calm = new CalmSteps();
    private @Nullable Finding finding;

    Exploration(Scope scope, Flaw flaw) {
        this.protocol = new Protocol(flaw);
        // Only a protocol that is broken on purpose has a history to be read.
        this.canon = new Canon(scope, flaw == Flaw.NONE);
        this.states = new States(scope);
        this.first = World.planned(scope);
    }

    /** Explores until something does not hold, or there is nothing more. */
    @Nullable
    Finding explore() {
        states.add(first);
        parents.add(-1);
        for (int number = 0; number < states.size() && finding == null; number++) {
            int from = number;
            calm.begin(Books.isEnded(states.get(number)));
            protocol.moves(states.get(number), (move, after) -> arrive(from, move, after));
        }
        if (finding == null) {
            calm.begin(false);
            finding = ending();
        }
        return finding;
    }

    int size() {
        return states.size();
    }

    long calmSteps() {
        return calm.size();
    }

    private void arrive(int from, Move move, World after) {
        if (finding != null) {
            return;
        }
        if (after.breach() == null) {
            Books.audit(after);
        }
        Invariant breach = after.breach();
        if (breach != null) {
            List<String> steps = history(from);
            steps.add(move.toString());
            finding = new Finding(breach, steps);
            return;
        }
        canon.order(after);
        int before = states.size();
        int number = states.add(after);
        if (number == before) {
            parents.add(from);
        }
        if (!move.fault()) {
            calm.add(number);
        }
    }

    private @Nullable Finding ending() {
        Endings endings = calm.endings();
        if (endings.stuck() >= 0) {
            return new Finding(Invariant.CAN_END, history(endings.stuck()));
        }
        return endings.circling() < 0 ? null : new Finding(Invariant.ALWAYS_ENDS, history(endings.circling()));
    }

    private List<String> history(int number) {
        var steps = new ArrayList<String>();
        for (int at = number; parents.get(at) >= 0; at = parents.get(at)) {
            steps.add(step(parents.get(at), at));
        }
        Collections.reverse(steps);
        return steps;
    }

    private String step(int from, int to) {
        var words = new ArrayList<String>();
        protocol.moves(states.get(from), (move, after) -> {
            canon.order(after);
            if (states.add(after) == to) {
                words.add(move.toString());
            }
        });
        return words.get(0);
    }
}
