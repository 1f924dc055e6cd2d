package dev.backflow.launcher.estimate;

import dev.backflow.launcher.estimate.Estimate.Chance;
import dev.backflow.launcher.estimate.Estimate.Deadline;
import dev.backflow.run.job.ResultLayout;
import dev.backflow.run.job.TaskSize;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Adds up time and price of a run on Fargate. What it assumes beside the table of prices is written down here, and in
 * {@code docs/job-files.md} under "What a run on Fargate takes and costs".
 */
public final class Estimates {
    private static final double HOUR = 3600;
    private static final double MEGABYTES_PER_GB = 1024;

    /** Seconds until a worker serves: image pull and start (20 to 70 s until it runs), then the JVM. */
    private static final Spread START = new Spread(25, 45, 90);

    /** Seconds to create the stack; its interface endpoints and its peering take longest. */
    private static final Spread DEPLOYMENT = new Spread(120, 180, 420);

    /** Seconds to stop the tasks and delete the stack; network interfaces linger. */
    private static final Spread TEARDOWN = new Spread(90, 240, 900);

    /** A worker is worth its start if it serves this long: fewer are likely for a short run. */
    private static final double WORTH_A_WORKER = 120;

    private static final double LEAST_BILLED = 60;
    private static final double DOCUMENTS_PER_CHUNK = 100;
    private static final Spread LOG_GB_PER_DOCUMENT = new Spread(0, 2e-7, 2e-6);
    private static final Spread LOG_GB_PER_WORKER_HOUR = new Spread(0.002, 0.01, 0.05);

    /** The image's layers, through the endpoint of the registry's interface; the layers themselves come from S3. */
    private static final double ENDPOINT_GB_PER_START = 0.001;

    private final PriceTable prices;

    public Estimates(PriceTable prices) {
        this.prices = prices;
    }

    /** @param deadline null for none */
    public Estimate of(Load load, DocumentTime time, @Nullable Duration deadline) {
        int workers = workers(load, time.seconds().likely());
        Spread serving = serving(load, time, workers);
        Spread seconds = DEPLOYMENT.plus(serving).plus(TEARDOWN);
        Spread workerHours = time.seconds()
                .times((double) load.serves())
                .plus(START.times(workers))
                .each(total -> Math.max(total, LEAST_BILLED * workers) / HOUR);
        Spread others = others(load, workers, workerHours, seconds);
        return new Estimate(
                time,
                workers,
                seconds,
                workerHours.times(workerHour(load.size())).plus(others),
                workerHours.times(spotHour(load.size())).plus(others),
                prices.currency(),
                prices.date(),
                prices.region(),
                deadline == null ? null : new Deadline(deadline, chance(load, time, seconds, deadline)));
    }

    /** What the workers of a run have cost, from how long each of them lived. */
    public double workers(TaskSize size, double[] secondsOfEach) {
        double seconds = 0;
        for (double each : secondsOfEach) {
            seconds += Math.max(LEAST_BILLED, each);
        }
        return seconds / HOUR * workerHour(size);
    }

    /** What the interface endpoints of a sandbox have cost: each hour begun counts whole. */
    public double endpoints(int endpointZones, double seconds) {
        return endpointZones * Math.ceil(Math.max(1, seconds) / HOUR) * prices.endpointZoneHour();
    }

    private double workerHour(TaskSize size) {
        return size.cpu().processors() * prices.cpuHour()
                + size.memory().megabytes() / MEGABYTES_PER_GB * prices.gbHour();
    }

    private double spotHour(TaskSize size) {
        return size.cpu().processors() * prices.spotCpuHour()
                + size.memory().megabytes() / MEGABYTES_PER_GB * prices.spotGbHour();
    }

    private static int workers(Load load, double secondsPerDocument) {
        double worth = Math.ceil(load.serves() * secondsPerDocument / WORTH_A_WORKER);
        return (int) Math.max(load.minWorkers(), Math.min(load.maxWorkers(), worth));
    }

    private static Spread serving(Load load, DocumentTime time, int workers) {
        return START.plus(time.seconds().times((double) load.serves() / workers));
    }

    private static Chance chance(Load load, DocumentTime time, Spread seconds, Duration deadline) {
        double longest = deadline.toMillis() / 1000.0;
        if (seconds.high() <= longest) {
            return Chance.SURE;
        }
        Spread fastest = DEPLOYMENT.plus(serving(load, time, load.maxWorkers())).plus(TEARDOWN);
        if (fastest.likely() <= longest) {
            return Chance.LIKELY;
        }
        return fastest.low() <= longest ? Chance.UNLIKELY : Chance.IMPOSSIBLE;
    }

    private Spread others(Load load, int workers, Spread workerHours, Spread seconds) {
        Spread endpoints = seconds.each(time -> endpoints(load.endpointZones(), time))
                .plus(Spread.exactly(workers * ENDPOINT_GB_PER_START * prices.endpointGb()));
        Spread logGb = new Spread(
                        LOG_GB_PER_WORKER_HOUR.low() * workerHours.low(),
                        LOG_GB_PER_WORKER_HOUR.likely() * workerHours.likely(),
                        LOG_GB_PER_WORKER_HOUR.high() * workerHours.high())
                .plus(LOG_GB_PER_DOCUMENT.times((double) load.serves()));
        Spread logs = logGb.times(prices.logGb() + prices.endpointGb());
        return endpoints.plus(logs).plus(requests(load));
    }

    private Spread requests(Load load) {
        double chunks = Math.ceil(load.serves() / DOCUMENTS_PER_CHUNK);
        double results = load.layout() == ResultLayout.BUNDLED ? chunks : load.serves();
        double known = (load.listed() / 1000.0 + chunks + results) * prices.s3Put() + load.serves() * prices.s3Get();
        double copies = load.serves() * prices.s3Put();
        Spread backups = switch (load.backup()) {
            case NONE -> Spread.exactly(0);
            case COPY -> Spread.exactly(copies);
            case AUTO -> new Spread(0, 0, copies);
        };
        // At worst each document is read by three attempts.
        return new Spread(known, known, known + 2 * load.serves() * prices.s3Get()).plus(backups);
    }
}
