package dev.backflow.run.simulator;

import java.util.List;
import java.util.Random;

/** Every choice of one simulation, drawn from its seed. */
final class Dice {
    private final Random random;

    Dice(long seed) {
        // Seeds that follow each other are to begin differently.
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
    }

    /** Both ends included. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    boolean permille(int chance) {
        return random.nextInt(1000) < chance;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
