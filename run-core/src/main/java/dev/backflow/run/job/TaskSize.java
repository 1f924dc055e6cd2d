package dev.backflow.run.job;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Processors and memory of one Fargate task, in one of the combinations that Fargate has.
 *
 * <p>Source: Amazon ECS Developer Guide, "Task definition parameters for Fargate", task size.
 */
public record TaskSize(Cpu cpu, DataSize memory) {
    private static final int GB = 1024;

    public TaskSize {
        if (!memories(cpu).contains(memory)) {
            throw new IllegalArgumentException("Fargate has no task with %s CPU units and %s".formatted(cpu, memory));
        }
    }

    /** The task with the least memory that Fargate has for these processors. */
    public static TaskSize smallest(Cpu cpu) {
        return new TaskSize(cpu, memories(cpu).get(0));
    }

    /** All memories that Fargate has for these processors, the smallest first. */
    static List<DataSize> memories(Cpu cpu) {
        return switch (cpu.units()) {
            case 256 -> List.of(new DataSize(512), new DataSize(GB), new DataSize(2L * GB));
            case 512 -> gigabytes(1, 4, 1);
            case 1024 -> gigabytes(2, 8, 1);
            case 2048 -> gigabytes(4, 16, 1);
            case 4096 -> gigabytes(8, 30, 1);
            case 8192 -> gigabytes(16, 60, 4);
            default -> gigabytes(32, 120, 8);
        };
    }

    private static List<DataSize> gigabytes(int least, int most, int step) {
        List<DataSize> sizes = new ArrayList<>();
        for (int size = least; size <= most; size += step) {
            sizes.add(new DataSize((long) size * GB));
        }
        return sizes;
    }

    /** What to write as the memory for these processors, as a sentence. */
    static String remedy(Cpu cpu) {
        List<DataSize> sizes = memories(cpu);
        String all = sizes.size() <= 4
                ? sizes.stream().map(DataSize::toString).collect(Collectors.joining(", "))
                : "%s to %s in steps of %dGB"
                        .formatted(
                                sizes.get(0),
                                sizes.get(sizes.size() - 1),
                                (sizes.get(1).megabytes() - sizes.get(0).megabytes()) / GB);
        return "For %s CPU units Fargate has %s.".formatted(cpu, all);
    }
}
