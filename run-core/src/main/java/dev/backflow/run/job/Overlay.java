package dev.backflow.run.job;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lays the values of the command line over those of the file. */
final class Overlay {
    private final Faults faults;

    Overlay(Faults faults) {
        this.faults = faults;
    }

    Value over(Value root, List<SettingOverride> overrides) {
        Set<String> seen = new HashSet<>();
        Value result = root;
        for (SettingOverride override : overrides) {
            if (seen.add(override.key())) {
                result = replaced(result, override.path(), override.scalar());
            } else {
                faults.add(
                        override.scalar().place(),
                        "Key " + Quoted.of(override.key()) + " is set twice on the command line",
                        "Set it once.");
            }
        }
        return result;
    }

    /** A section that is no mapping is left as it is: it has a fault of its own. */
    private static Value replaced(Value value, List<String> path, Scalar scalar) {
        if (path.isEmpty()) {
            return scalar;
        }
        if (!(value instanceof Value.Mapping mapping)) {
            return value;
        }
        String key = path.get(0);
        List<String> rest = path.subList(1, path.size());
        List<Value.Entry> entries = new ArrayList<>();
        boolean present = false;
        for (Value.Entry entry : mapping.entries()) {
            boolean meant = entry.key().equals(key);
            present |= meant;
            entries.add(meant ? new Value.Entry(key, entry.place(), replaced(entry.value(), rest, scalar)) : entry);
        }
        if (!present) {
            Value inner = rest.isEmpty() ? scalar : new Value.Mapping(List.of(), scalar.place());
            entries.add(new Value.Entry(key, scalar.place(), replaced(inner, rest, scalar)));
        }
        return new Value.Mapping(List.copyOf(entries), mapping.place());
    }
}
