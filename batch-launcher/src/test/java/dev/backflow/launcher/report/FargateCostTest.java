package dev.backflow.launcher.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.launcher.estimate.PriceTable;
import dev.backflow.launcher.estimate.TemplateResources;
import dev.backflow.run.job.Cpu;
import dev.backflow.run.job.DataSize;
import dev.backflow.run.job.TaskSize;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FargateCostTest {
    private static final TaskSize ONE_PROCESSOR = new TaskSize(new Cpu(1024), new DataSize(2048));
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final FargateCost cost = new FargateCost(PriceTable.builtIn(), new TemplateResources(Map.of(), 8));

    @Test
    void isThatOfEachWorkersLifeAndOfTheEndpoints() {
        // Two workers of an hour each: 3,555 s of heartbeats and 45 s before the first one; endpoints for two hours.
        assertThat(cost.of(ONE_PROCESSOR, new long[] {711, 711}, HEARTBEAT, 3601))
                .isEqualTo(new Cost(new BigDecimal("0.26"), "USD"));
    }

    @Test
    void isThatOfTheEndpointsWhenNoWorkerCame() {
        assertThat(cost.of(ONE_PROCESSOR, new long[0], HEARTBEAT, 1))
                .isEqualTo(new Cost(new BigDecimal("0.08"), "USD"));
    }
}
