package dev.backflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.launcher.estimate.DocumentTime;
import dev.backflow.launcher.estimate.Estimate;
import dev.backflow.launcher.estimate.RunForecast;
import dev.backflow.launcher.estimate.Spread;
import dev.backflow.launcher.estimate.TemplateResources;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ForecastReportTest {
    private static final RunForecast FORECAST = new RunForecast(
            new TemplateResources(Map.of("AWS::ECS::Cluster", 1, "AWS::EC2::Subnet", 2, "AWS::EC2::VPC", 1), 8),
            new Estimate(
                    new DocumentTime(new Spread(1, 2, 3), "told for this test", true),
                    20,
                    new Spread(50_000, 100_000, 200_000),
                    new Spread(10, 27.4301, 90),
                    new Spread(3, 8.2300000001, 30),
                    "USD",
                    LocalDate.of(2026, 3, 1),
                    "us-east-1",
                    new Estimate.Deadline(Duration.ofHours(2), Estimate.Chance.IMPOSSIBLE)));

    @Test
    void tellsWhatIsDeployedAndWhatItTakesAndCosts() {
        assertThat(ForecastReport.text(FORECAST))
                .containsExactly(
                        "  deploys    up to 4 resources: 2 EC2::Subnet, 1 EC2::VPC, 1 ECS::Cluster",
                        "  workers    likely 20 workers at the same time",
                        "  document   2.0 s of a worker each, 1.0 s at best, 3.0 s at worst; told for this test",
                        "  time       likely 27h 46m, 13h 53m at best, 55h 33m at worst, with deployment and tear-down",
                        "  price      likely USD 27.44, 10.00 at best, 90.00 at worst, by the list prices of us-east-1"
                                + " on 2026-03-01, without base and tax",
                        "  on spot    likely USD 8.23, 3.00 at best, 30.00 at worst, by the list prices of us-east-1 on"
                                + " 2026-03-01, without base and tax",
                        "  deadline   2h 00m cannot be met, not even at best with all workers");
    }

    @Test
    void tellsTheSameToPrograms() {
        Map<String, Object> json = PlanReport.json(Samples.plan(), FORECAST, List.of("base: not there."));

        assertThat(json).containsEntry("missing", List.of("base: not there."));
        assertThat(json.get("estimate"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("resources", Map.of("AWS::ECS::Cluster", 1, "AWS::EC2::Subnet", 2, "AWS::EC2::VPC", 1))
                .containsEntry("workers", 20)
                .containsEntry("pricesOf", "2026-03-01")
                .containsEntry("deadline", Map.of("seconds", 7200L, "chance", "impossible"))
                .containsEntry(
                        "price",
                        Map.of(
                                "low",
                                new BigDecimal("10.00"),
                                "likely",
                                new BigDecimal("27.44"),
                                "high",
                                new BigDecimal("90.00")));
    }
}
