package dev.backflow.run.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Every state that the protocol can reach in a small run, whatever fails, how often, and in whatever order. */
class ProtocolModelIT {
    @Test
    void holdsInMoreThanAMillionStates() {
        assertThat(explore(Scopes.ofEveryBuild())).isGreaterThan(1_000_000);
    }

    @Test
    @EnabledIfSystemProperty(named = "backflow.model", matches = "release")
    void holdsInSeveralMillionStates() {
        assertThat(explore(Scopes.ofARelease())).isGreaterThan(5_000_000);
    }

    /** Returns how many states there are, each counted once in its scope. */
    private static long explore(List<Scope> scopes) {
        long states = 0;
        long steps = 0;
        for (Scope scope : scopes) {
            var exploration = new Exploration(scope, Flaw.NONE);
            assertThat(exploration.explore()).as(scope.toString()).isNull();
            states += exploration.size();
            steps += exploration.calmSteps();
        }
        System.out.printf(
                "The protocol holds in %,d states of %d scopes, and ends by any order of %,d steps.%n",
                states, scopes.size(), steps);
        return states;
    }
}
