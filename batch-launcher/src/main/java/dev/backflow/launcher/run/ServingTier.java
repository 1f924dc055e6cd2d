package dev.backflow.launcher.run;

import dev.backflow.run.job.Tier;
import dev.backflow.run.ledger.Run;
import java.util.Locale;

/**
 * The tier that this execution of a run serves in: the planned one, or processes once a document may have taken the
 * launcher's own process with it.
 *
 * @param suspected whether an earlier launcher of the run died while it was serving inline
 */
record ServingTier(boolean suspected) {
    Tier of(Run planned) {
        Tier tier = Tier.valueOf(planned.tier().toUpperCase(Locale.ROOT));
        return tier == Tier.INLINE && suspected ? Tier.PROCESSES : tier;
    }
}
