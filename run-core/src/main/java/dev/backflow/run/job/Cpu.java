package dev.backflow.run.job;

import java.util.List;

/**
 * Processors of one Fargate task.
 *
 * @param units 1,024 are one processor; one of the sizes that Fargate has
 */
public record Cpu(int units) {
    /** Source: Amazon ECS Developer Guide, "Task definition parameters for Fargate", task size. */
    static final List<Integer> SIZES = List.of(256, 512, 1024, 2048, 4096, 8192, 16384);

    public Cpu {
        if (!SIZES.contains(units)) {
            throw new IllegalArgumentException("Fargate has tasks of %s CPU units, not of %d".formatted(SIZES, units));
        }
    }

    /** The number of processors: a quarter is the least. */
    public double processors() {
        return units / 1024.0;
    }

    @Override
    public String toString() {
        return Integer.toString(units);
    }
}
