package dev.backflow.launcher.report;

import dev.backflow.launcher.estimate.Estimates;
import dev.backflow.launcher.estimate.PriceTable;
import dev.backflow.launcher.estimate.TemplateResources;
import dev.backflow.run.job.TaskSize;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * What a run on Fargate has cost, by the list prices of this version: its workers for as long as they lived, and its
 * interface endpoints for as long as the run took. Requests, logs and tax are not known, and not in it.
 */
public final class FargateCost {
    /** Until a worker's first heartbeat it is paid for already (20 to 70 s until a task runs, then the JVM). */
    private static final double BEFORE_FIRST_BEAT = 45;

    private final PriceTable prices;
    private final TemplateResources resources;

    public FargateCost(PriceTable prices, TemplateResources resources) {
        this.prices = prices;
        this.resources = resources;
    }

    /**
     * Adds up.
     *
     * @param beats heartbeats of each worker: they outlast the launcher that would have measured its life
     * @param heartbeat the time between two of them
     * @param seconds from the start of the run to its end
     * @return rounded up to the cent
     */
    public Cost of(TaskSize size, long[] beats, Duration heartbeat, double seconds) {
        double[] lives = new double[beats.length];
        for (int i = 0; i < lives.length; i++) {
            lives[i] = BEFORE_FIRST_BEAT + beats[i] * heartbeat.toMillis() / 1000.0;
        }
        var estimates = new Estimates(prices);
        double amount = estimates.workers(size, lives) + estimates.endpoints(resources.endpointZones(), seconds);
        return new Cost(
                BigDecimal.valueOf(amount).setScale(6, RoundingMode.HALF_UP).setScale(2, RoundingMode.UP),
                prices.currency());
    }
}
