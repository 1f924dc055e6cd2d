package dev.backflow.run.simulator;

import dev.backflow.run.manifest.PartitionRange;
import java.util.ArrayList;
import java.util.List;

/**
 * What a seed says of a run before it begins.
 *
 * @param workers how many processes serve at a time
 * @param slots of each of them
 * @param faultsPermille how often, per step, something is done to a process or to the database
 * @param faults how often in all; after that only documents kill
 * @param preemptionPercent how often others go on between two transactions of a step
 */
record Scenario(
        List<Nature> documents,
        int partitions,
        long limit,
        boolean inline,
        int workers,
        int slots,
        int faultsPermille,
        int faults,
        int preemptionPercent) {
    static Scenario draw(Dice dice) {
        int count = dice.percent(3) ? 0 : dice.between(1, 16);
        int rejected = dice.oneOf(List.of(0, 0, 20, 50, 100));
        int poison = dice.oneOf(List.of(0, 0, 10, 25));
        List<Nature> documents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            documents.add(nature(dice, rejected, poison));
        }
        List<Integer> limits = List.of(0, 1, 2, Math.max(0, count - 1), count, count, count, count + 1, count / 2);
        return new Scenario(
                List.copyOf(documents),
                count == 0 ? 0 : dice.between(1, Math.min(4, count)),
                dice.oneOf(limits),
                dice.percent(20),
                dice.between(1, 3),
                dice.between(1, 2),
                dice.oneOf(List.of(80, 120, 200, 300)),
                dice.oneOf(List.of(0, 10, 20, 30, 40)),
                dice.oneOf(List.of(0, 20, 50)));
    }

    private static Nature nature(Dice dice, int rejected, int poison) {
        if (dice.percent(rejected)) {
            return Nature.REJECTED;
        }
        if (dice.percent(poison)) {
            return dice.oneOf(
                    List.of(Nature.DEADLY, Nature.DEADLY, Nature.DEADLY_TWICE, Nature.GREEDY, Nature.HANGING));
        }
        return dice.percent(10) ? Nature.EXHAUSTED : Nature.COMPLETED;
    }

    Nature nature(long ordinal) {
        return documents.get((int) ordinal);
    }

    int sharers() {
        return inline ? slots : workers * slots;
    }

    /** The documents over the partitions, as evenly as it goes. */
    List<PartitionRange> ranges() {
        List<PartitionRange> ranges = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            long first = (long) documents.size() * i / partitions;
            long end = (long) documents.size() * (i + 1) / partitions;
            ranges.add(new PartitionRange(i, first, end, first * 100));
        }
        return ranges;
    }
}
