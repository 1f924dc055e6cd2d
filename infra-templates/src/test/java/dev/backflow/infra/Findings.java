package dev.backflow.infra;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a template, a sentence each. */
final class Findings {
    private final List<String> all = new ArrayList<>();

    /** Notes a fault of {@code where} unless {@code holds}. */
    void unless(boolean holds, String where, String fault) {
        if (!holds) {
            all.add(where + ": " + fault);
        }
    }

    List<String> all() {
        return List.copyOf(all);
    }
}
