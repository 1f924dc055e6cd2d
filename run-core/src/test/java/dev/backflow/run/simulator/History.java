package dev.backflow.run.simulator;

import java.util.ArrayList;
import java.util.List;

/** What every actor began, and how it went: one line each, the same for the same seed. */
final class History {
    private final VirtualTime time;
    private final List<String> lines = new ArrayList<>();

    History(VirtualTime time) {
        this.time = time;
    }

    void invoke(String actor, String what) {
        add("invoke", actor, what);
    }

    void ok(String actor, String what) {
        add("ok    ", actor, what);
    }

    void fail(String actor, String what) {
        add("fail  ", actor, what);
    }

    /** Something that is done to the actors. */
    void info(String actor, String what) {
        add("info  ", actor, what);
    }

    private void add(String kind, String actor, String what) {
        lines.add(time.now() + " " + kind + " " + actor + " " + what);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
