package dev.backflow.run.model;

import java.util.ArrayDeque;
import java.util.BitSet;

/** Which state leads to which without a fault. */
final class CalmSteps {
    private final Numbers begins = new Numbers();
    private final Numbers targets = new Numbers();
    private final BitSet ended = new BitSet();

    /** The next state's steps follow; one more call after those of the last state. */
    void begin(boolean isEnded) {
        ended.set(begins.size(), isEnded);
        begins.add(targets.size());
    }

    void add(int target) {
        targets.add(target);
    }

    int size() {
        return targets.size();
    }

    Endings endings() {
        int states = begins.size() - 1;
        var before = new Predecessors(states);
        BitSet good = reaching(before, states);
        int stuck = good.nextClearBit(0);
        return new Endings(stuck < states ? deadEnd(stuck, states) : -1, circling(before, states));
    }

    /** A state from which nothing follows tells more than the first one that leads nowhere but there. */
    private int deadEnd(int stuck, int states) {
        for (int state = 0; state < states; state++) {
            if (begins.get(state) == begins.get(state + 1) && !ended.get(state)) {
                return state;
            }
        }
        return stuck;
    }

    private BitSet reaching(Predecessors before, int states) {
        var good = new BitSet(states);
        var waiting = new ArrayDeque<Integer>();
        ended.stream().forEach(waiting::add);
        good.or(ended);
        while (!waiting.isEmpty()) {
            int state = waiting.remove();
            for (int i = before.from(state); i < before.from(state + 1); i++) {
                if (!good.get(before.at(i))) {
                    good.set(before.at(i));
                    waiting.add(before.at(i));
                }
            }
        }
        return good;
    }

    /** Takes away states that nothing can follow, one after the other; what is left is on a circle or leads to one. */
    private int circling(Predecessors before, int states) {
        var left = new int[states];
        var waiting = new ArrayDeque<Integer>();
        for (int state = 0; state < states; state++) {
            left[state] = begins.get(state + 1) - begins.get(state);
            if (left[state] == 0) {
                waiting.add(state);
            }
        }
        var finite = new BitSet(states);
        while (!waiting.isEmpty()) {
            int state = waiting.remove();
            finite.set(state);
            for (int i = before.from(state); i < before.from(state + 1); i++) {
                if (--left[before.at(i)] == 0) {
                    waiting.add(before.at(i));
                }
            }
        }
        return firstOnCircle(finite, states);
    }

    /** Takes away those that only lead to circles as well. */
    private int firstOnCircle(BitSet finite, int states) {
        var entries = new int[states];
        for (int state = finite.nextClearBit(0); state < states; state = finite.nextClearBit(state + 1)) {
            for (int i = begins.get(state); i < begins.get(state + 1); i++) {
                entries[targets.get(i)]++;
            }
        }
        var waiting = new ArrayDeque<Integer>();
        for (int state = finite.nextClearBit(0); state < states; state = finite.nextClearBit(state + 1)) {
            if (entries[state] == 0) {
                waiting.add(state);
            }
        }
        while (!waiting.isEmpty()) {
            int state = waiting.remove();
            finite.set(state);
            for (int i = begins.get(state); i < begins.get(state + 1); i++) {
                if (--entries[targets.get(i)] == 0 && !finite.get(targets.get(i))) {
                    waiting.add(targets.get(i));
                }
            }
        }
        int circling = finite.nextClearBit(0);
        return circling < states ? circling : -1;
    }

    /** The same steps the other way round. */
    private final class Predecessors {
        private final int[] from;
        private final int[] sources = new int[targets.size()];

        Predecessors(int states) {
            from = new int[states + 2];
            for (int i = 0; i < targets.size(); i++) {
                from[targets.get(i) + 2]++;
            }
            for (int state = 2; state < from.length; state++) {
                from[state] += from[state - 1];
            }
            for (int state = 0; state < states; state++) {
                for (int i = begins.get(state); i < begins.get(state + 1); i++) {
                    sources[from[targets.get(i) + 1]++] = state;
                }
            }
        }

        int from(int state) {
            return from[state];
        }

        int at(int i) {
            return sources[i];
        }
    }
}
