package dev.backflow.launcher.sandbox.aws;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sandbox that a run is to have. All names follow from the base, the job and the run alone, so that a launcher that
 * knows nothing else finds it again.
 *
 * @param base name of the base's stack
 * @param run number of the run within its job, from 1
 * @param expires when the sandbox ends at the latest, whoever is alive then
 * @param parameters of the stack, but for {@code Job}, {@code Run} and {@code TimeToLive}, which follow from the rest
 */
public record SandboxSpec(String base, String job, int run, Instant expires, Map<String, String> parameters) {
    public static final String TAG_BASE = "backflow:base";
    public static final String TAG_JOB = "backflow:job";
    public static final String TAG_RUN = "backflow:run";
    public static final String TAG_EXPIRES = "backflow:expires";

    public SandboxSpec {
        parameters = Map.copyOf(parameters);
    }

    /** Also the name of the dead-man's switch. */
    public String stackName() {
        return StackName.of(base, job, run);
    }

    /** On everything that belongs to the sandbox. */
    Map<String, String> tags() {
        var tags = new TreeMap<>(owner());
        tags.put(TAG_EXPIRES, expires.toString());
        return tags;
    }

    /** The tags that say whose a thing is; it belongs to this run only if it has all of them. */
    Map<String, String> owner() {
        return Map.of(TAG_BASE, base, TAG_JOB, job, TAG_RUN, Integer.toString(run));
    }

    /**
     * Marks the creation of one stack, so that asking twice creates it once. It is the same for every launcher of the run.
     *
     * @param generation counts the stacks of the run, from 1
     */
    String token(int generation) {
        return "backflow-%s-%d".formatted(StackName.hash("%s/%s/%d".formatted(base, job, run), 40), generation);
    }

    /** Whether a thing with these tags belongs to this run. */
    boolean owns(Map<String, String> tagged) {
        return tagged.entrySet().containsAll(owner().entrySet());
    }

    Map<String, String> allParameters() {
        var all = new TreeMap<>(parameters);
        all.put("Job", job);
        all.put("Run", Integer.toString(run));
        all.put("TimeToLive", expires.toString());
        return all;
    }
}
