package dev.backflow.launcher.drill;

import java.util.EnumMap;
import java.util.Map;

/** What was struck, and in which moment of a run. For one thread. */
final class KillCount {
    private final Map<Target, Map<Moment, Integer>> counts = new EnumMap<>(Target.class);

    void add(Target target, Moment moment) {
        counts.computeIfAbsent(target, any -> new EnumMap<>(Moment.class)).merge(moment, 1, Integer::sum);
    }

    void addAll(KillCount other) {
        other.counts.forEach((target, moments) ->
                moments.forEach((moment, count) -> counts.computeIfAbsent(target, any -> new EnumMap<>(Moment.class))
                        .merge(moment, count, Integer::sum)));
    }

    int of(Target target) {
        return moments(target).values().stream().mapToInt(Integer::intValue).sum();
    }

    Map<Moment, Integer> moments(Target target) {
        return counts.getOrDefault(target, Map.of());
    }

    /** Pauses are not among them. */
    int kills() {
        return counts.keySet().stream()
                .filter(Target::isKill)
                .mapToInt(this::of)
                .sum();
    }
}
