package dev.backflow.launcher.sandbox.aws;

import java.util.Map;

/**
 * Whose a sandbox is. All names follow from the base, the job and the run alone, so that a launcher that knows nothing
 * else finds it again.
 *
 * @param stackName also the name of the dead-man's switch
 * @param base name of the base's stack
 * @param run number of the run within its job, from 1
 */
record SandboxSpec(String stackName, String base, String job, int run) {
    static final String TAG_BASE = "backflow:base";
    static final String TAG_JOB = "backflow:job";
    static final String TAG_RUN = "backflow:run";
    static final String TAG_EXPIRES = "backflow:expires";

    static SandboxSpec of(String base, String job, int run) {
        return new SandboxSpec(StackName.of(base, job, run), base, job, run);
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
}
