package dev.backflow.launcher.sandbox.aws;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a run's stack is to be. Made only for a stack that is to be created: one that is there stays as it is, and is
 * removed without any of this.
 *
 * @param template of the stack
 * @param settings its parameters, but for {@code Job}, {@code Run} and {@code TimeToLive}, which follow from the rest
 */
record StackPlan(HardEnd hardEnd, String template, Map<String, String> settings) {
    StackPlan {
        settings = Map.copyOf(settings);
    }

    Map<String, String> parameters(SandboxSpec spec) {
        var all = new TreeMap<>(settings);
        all.put("Job", spec.job());
        all.put("Run", Integer.toString(spec.run()));
        all.put("TimeToLive", hardEnd.toString());
        return all;
    }

    /** On everything that belongs to the sandbox. */
    Map<String, String> tags(SandboxSpec spec) {
        var tags = new TreeMap<>(spec.owner());
        tags.put(SandboxSpec.TAG_EXPIRES, hardEnd.toString());
        return tags;
    }
}
