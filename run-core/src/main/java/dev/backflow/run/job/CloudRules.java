package dev.backflow.run.job;

/**
 * What must hold between keys of a job file, most of it for {@code tier: fargate}. Nothing outside the file is looked
 * at; a key that has a fault of its own is not judged again.
 */
final class CloudRules {
    private static final String TIER = "tier";
    private static final String SOURCE = "source";
    private static final String RESULTS = "results";
    private static final String ACCESS = "access";
    private static final String REPOSITORY = "repository";
    private static final String MEMORY = "workers.memory";

    private final KeyValues found;
    private final Faults faults;

    CloudRules(KeyValues found, Faults faults) {
        this.found = found;
        this.faults = faults;
    }

    void check() {
        checkCounts();
        checkApart();
        if (found.value(TIER, Tier.class) == Tier.FARGATE) {
            checkInS3(SOURCE);
            checkInS3(RESULTS);
            checkAccess();
            checkSize();
            checkRepository();
        }
    }

    private void checkCounts() {
        Integer min = found.value("workers.min", Integer.class);
        Integer max = found.value("workers.max", Integer.class);
        if (min != null && max != null && min > max) {
            add(
                    "workers.min",
                    "workers.min is %d, more than workers.max".formatted(min),
                    "Write %d or less.".formatted(max));
        }
    }

    private void checkApart() {
        if (found.value(SOURCE, Location.class) instanceof S3Location source
                && found.value(RESULTS, Location.class) instanceof S3Location results
                && source.overlaps(results)) {
            add(
                    RESULTS,
                    "results and source overlap: %s and %s".formatted(shown(results), shown(source)),
                    "Name a prefix that is not within the other, or results become documents.");
        }
    }

    private static String shown(S3Location location) {
        return Quoted.oneLine(location.toString(), 120);
    }

    private void checkInS3(String key) {
        if (found.value(key, Location.class) instanceof Folder folder) {
            add(
                    key,
                    "%s is a folder of this machine: %s".formatted(key, Quoted.oneLine(folder.shown(), 120)),
                    "Workers on Fargate reach S3 only. Write s3://BUCKET/PREFIX/, or another tier.");
        }
    }

    private void checkAccess() {
        if (found.value(ACCESS, Access.class) == null && !found.isRefused(ACCESS)) {
            add(
                    TIER,
                    "tier is fargate, but access is missing",
                    "Add access: the network that you come from, such as 203.0.113.7/32.");
        }
    }

    private void checkSize() {
        Cpu cpu = found.value("workers.cpu", Cpu.class);
        DataSize memory = found.value(MEMORY, DataSize.class);
        if (memory == null || found.isRefused("workers.cpu")) {
            return;
        }
        Cpu used = cpu == null ? Workers.defaults().cpu() : cpu;
        if (!TaskSize.memories(used).contains(memory)) {
            add(MEMORY, "workers.memory is " + memory, TaskSize.remedy(used));
        }
    }

    private void checkRepository() {
        Repository repository = found.value(REPOSITORY, Repository.class);
        if (repository != null && repository.workerSecret() == null) {
            add(
                    REPOSITORY,
                    "tier is fargate, but repository.worker-secret is missing",
                    "Add the ARN of a secret with username and password for the workers, or leave repository out to use"
                            + " the base's database.");
        }
    }

    private void add(String key, String what, String remedy) {
        faults.add(found.place(key), what, remedy);
    }
}
