package dev.backflow.launcher.run;

import dev.backflow.run.ledger.Run;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Ids of the tasks that one launcher starts for one run: never the same again, because the epoch never is. */
final class TaskIds implements Supplier<String> {
    private final String prefix;
    private final AtomicInteger last = new AtomicInteger();

    TaskIds(Run run) {
        this.prefix = "%s-%d-%d-".formatted(run.job(), run.number(), run.epoch());
    }

    @Override
    public String get() {
        return prefix + last.incrementAndGet();
    }
}
