package dev.backflow.run.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.ledger.RunSnapshots;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A simulator that does not find a broken protocol proves nothing about one that it finds no fault with. */
class BrokenProtocolIT {
    private static final int MOST_SEEDS = 2_000;

    @ParameterizedTest
    @EnumSource(value = BrokenProtocol.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void isFound(BrokenProtocol broken) {
        try (var database = new SimulatedDatabase(broken);
                var snapshots = new RunSnapshots(database.plain())) {
            int seed = 0;
            String found = "";
            while (found.isEmpty() && seed++ < MOST_SEEDS) {
                found = violation(new Simulation(seed, database, snapshots, true), broken);
            }

            System.out.printf("Simulator: %s is found by seed %d%n", broken, seed);
            assertThat(found).as("what %d seeds have found", MOST_SEEDS).isNotEmpty();
            assertThat(database.isBrokenAsMeant())
                    .as("every rewrite of %s meets a statement", broken)
                    .isTrue();
        }
    }

    private static String violation(Simulation simulation, BrokenProtocol broken) {
        try {
            simulation.run(broken);
            return "";
        } catch (Violation e) {
            return String.valueOf(e.getMessage());
        }
    }
}
