package dev.backflow.launcher.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.backflow.launcher.estimate.Estimate.Chance;
import dev.backflow.run.job.Backup;
import dev.backflow.run.job.Cpu;
import dev.backflow.run.job.DataSize;
import dev.backflow.run.job.ResultLayout;
import dev.backflow.run.job.TaskSize;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EstimatesTest {
    private static final TaskSize ONE_PROCESSOR = new TaskSize(new Cpu(1024), new DataSize(2048));
    private static final DocumentTime TWO_SECONDS = new DocumentTime(Spread.exactly(2), "told", true);

    private final Estimates estimates = new Estimates(PriceTable.builtIn());

    /** The known example: a million documents at 2 s, on 20 workers of 1 vCPU and 2 GB. */
    @Test
    void addsUpAMillionDocuments() {
        Estimate estimate = estimates.of(load(1_000_000, 20, 0), TWO_SECONDS, null);

        double hours = 1_000_000 * 2.0 / 20 / 3600;
        assertThat(hours).isCloseTo(27.8, within(0.05));
        assertThat(estimate.workers()).isEqualTo(20);
        assertThat(estimate.seconds().likely() / 3600).isBetween(hours, hours + 0.25);
        assertThat(estimates.workers(ONE_PROCESSOR, new double[] {1_000_000 * 2.0}))
                .isCloseTo(27.43, within(0.005));
        assertThat(estimate.price().likely())
                .as("the workers, a result and its request for each document, and a little log")
                .isBetween(27.43 + 5, 27.43 + 9);
    }

    @Test
    void countsEndpointsByHoursBegun() {
        assertThat(estimates.endpoints(8, 1)).isCloseTo(0.08, within(1e-9));
        assertThat(estimates.endpoints(8, 3600)).isCloseTo(0.08, within(1e-9));
        assertThat(estimates.endpoints(8, 3601)).isCloseTo(0.16, within(1e-9));
    }

    @Test
    void countsAMinuteForEachWorkerAtLeast() {
        double minutes = estimates.workers(ONE_PROCESSOR, new double[] {1, 59, 60});

        assertThat(minutes).isCloseTo(3.0 / 60 * 0.04937, within(1e-9));
        assertThat(estimates.workers(ONE_PROCESSOR, new double[0])).isZero();
    }

    @Test
    void wantsFewWorkersForAShortRun() {
        assertThat(estimates.of(load(10, 20, 0), TWO_SECONDS, null).workers()).isEqualTo(1);
        assertThat(estimates.of(load(300, 20, 0), TWO_SECONDS, null).workers()).isEqualTo(5);
        assertThat(estimates.of(load(0, 20, 0), TWO_SECONDS, null).workers()).isEqualTo(1);
    }

    @Test
    void saysBeforehandWhetherADeadlineCanBeMet() {
        var time = new DocumentTime(new Spread(1, 2, 4), "told", true);

        assertThat(chance(time, Duration.ofDays(30))).isEqualTo(Chance.SURE);
        assertThat(chance(time, Duration.ofMinutes(30))).isEqualTo(Chance.LIKELY);
        assertThat(chance(time, Duration.ofMinutes(15))).isEqualTo(Chance.UNLIKELY);
        assertThat(chance(time, Duration.ofMinutes(5))).isEqualTo(Chance.IMPOSSIBLE);
    }

    private @Nullable Chance chance(DocumentTime time, Duration deadline) {
        var found = estimates.of(load(10_000, 20, 0), time, deadline).deadline();
        return found == null ? null : found.chance();
    }

    /** Whatever the load is, more work never costs or takes less, and spot never costs more. */
    @Test
    void neverMakesMoreWorkCheaper() {
        var random = new Random(20_261_121);
        for (int i = 0; i < 2_000; i++) {
            long documents = (long) Math.pow(10, random.nextDouble() * 8);
            int max = 1 + random.nextInt(20);
            var time = DocumentTime.assumed(documents, documents * random.nextInt(10_000_000), ONE_PROCESSOR);
            Estimate less = estimates.of(load(documents, max, 8), time, null);
            Estimate more = estimates.of(load(documents * 2, max, 8), time, null);

            assertThat(more.price().likely())
                    .isGreaterThanOrEqualTo(less.price().likely());
            assertThat(more.seconds().high())
                    .isGreaterThanOrEqualTo(less.seconds().high());
            assertThat(less.spotPrice().likely()).isLessThan(less.price().likely());
            assertThat(less.workers()).isBetween(1, max);
        }
    }

    @Test
    void countsABackupOfEachDocumentOnlyWhenItIsCopied() {
        double none = price(Backup.NONE).high();
        double copied = price(Backup.COPY).high();

        assertThat(copied - none).isCloseTo(1_000_000 * 0.000005, within(1e-6));
        assertThat(price(Backup.AUTO).likely()).isEqualTo(price(Backup.NONE).likely());
        assertThat(price(Backup.AUTO).high()).isEqualTo(copied);
    }

    private Spread price(Backup backup) {
        var load = new Load(1_000_000, 1_000_000, 0, ResultLayout.BUNDLED, backup, ONE_PROCESSOR, 1, 20, 8);
        return estimates.of(load, TWO_SECONDS, null).price();
    }

    @Test
    void namesTheDayOfItsPrices() {
        Estimate estimate = estimates.of(load(1, 1, 8), TWO_SECONDS, null);

        assertThat(estimate.pricesOf()).isAfter(LocalDate.of(2026, 1, 1));
        assertThat(estimate.currency()).isEqualTo("USD");
        assertThat(estimate.deadline()).isNull();
    }

    @Test
    void namesEverythingThatIsWrongWithATable() {
        assertThatThrownBy(() -> PriceTable.parse("""
                        date = yesterday
                        region = eu-central-1
                        currency = EUR
                        fargate.cpu-hour = -1
                        fargate.gb-hour = 0.005
                        endpoint.hour = 0.012
                        """))
                .hasMessage(
                        "date is 'yesterday', not one like 2026-03-01; fargate.cpu-hour is '-1', not a price from 0;"
                                + " fargate-spot.cpu-hour is missing; fargate-spot.gb-hour is missing; endpoint.zone-hour is"
                                + " missing; endpoint.gb is missing; logs.gb is missing; s3.put is missing; s3.get is missing;"
                                + " endpoint.hour is not known");
    }

    private static Load load(long documents, int max, int endpointZones) {
        return new Load(
                documents, documents, 0, ResultLayout.PER_DOCUMENT, Backup.AUTO, ONE_PROCESSOR, 1, max, endpointZones);
    }
}
