package dev.backflow.launcher.run;

import dev.backflow.launcher.estimate.Estimates;
import dev.backflow.launcher.estimate.PriceTable;
import dev.backflow.launcher.estimate.TemplateResources;
import dev.backflow.launcher.report.Cost;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** What a sandbox costs by being there. */
final class SandboxCost {
    private SandboxCost() {}

    /** Without its workers: only the books of its run know how long each of them lived. */
    static Cost standing(Duration age) {
        PriceTable prices = PriceTable.builtIn();
        double amount = new Estimates(prices)
                .endpoints(TemplateResources.ofSandbox().endpointZones(), (double) age.toSeconds());
        return new Cost(BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_UP), prices.currency());
    }
}
