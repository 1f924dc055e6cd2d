package dev.backflow.launcher.plan;

import dev.backflow.run.job.Tier;

/** Where the documents of a run are served when the job file leaves it open. */
public final class TierChoice {
    /**
     * Up to here the start of worker processes, one to three seconds each, is not worth its while for documents that
     * take milliseconds; and a run that turns out slow loses nothing but the second processor's help for its hook.
     */
    static final long MOST_INLINE = 1_000;

    private TierChoice() {}

    /**
     * The tier that was wished for, or the one that suits the number of documents.
     *
     * @param documents how many the run will service at most: its limit, or all it has
     */
    public static Tier of(Tier wished, long documents) {
        if (wished != Tier.AUTO) {
            return wished;
        }
        return documents <= MOST_INLINE ? Tier.INLINE : Tier.PROCESSES;
    }
}
