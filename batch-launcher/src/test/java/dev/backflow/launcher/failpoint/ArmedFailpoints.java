package dev.backflow.launcher.failpoint;

import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.failpoint.FailpointProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets happen what the system property {@value #PROPERTY} says, as {@link ArmedPoint} reads it. Each armed point fires
 * once in all processes that share the folder of {@value #RECORD}: the first one there takes it, so that a run which is
 * started again and again dies somewhere else each time. All hits are written down in that folder.
 */
public final class ArmedFailpoints implements FailpointProvider {
    static final String PROPERTY = "backflow.failpoints";

    /** An existing folder. */
    static final String RECORD = "backflow.failpoints.record";

    private final Map<ArmedPoint, AtomicInteger> armed = new LinkedHashMap<>();
    private final Path record;
    private final String process;
    private final Map<Failpoint, AtomicInteger> hits = new EnumMap<>(Failpoint.class);

    /** Made by the service loader. */
    public ArmedFailpoints() {
        this(
                ArmedPoint.list(System.getProperty(PROPERTY, "")),
                Path.of(Objects.requireNonNull(System.getProperty(RECORD), RECORD)),
                System.getProperty("sun.java.command", "").endsWith(" worker") ? "worker" : "launcher");
    }

    ArmedFailpoints(List<ArmedPoint> armed, Path record, String process) {
        armed.forEach(each -> this.armed.put(each, new AtomicInteger()));
        this.record = record;
        this.process = process;
        for (Failpoint point : Failpoint.values()) {
            hits.put(point, new AtomicInteger());
        }
    }

    @Override
    public void hit(Failpoint point) {
        int hit = hits(point).incrementAndGet();
        note("%s/%s@%d%n".formatted(process, point.text(), hit));
        armed.forEach((each, counted) -> {
            if (each.isFor(process, point) && isDue(each) && counted.incrementAndGet() == each.hit() && isFirst(each)) {
                each.fault().happen();
            }
        });
    }

    private boolean isDue(ArmedPoint point) {
        var after = point.after();
        return after == null || hits(after.point()).get() >= after.hit();
    }

    private AtomicInteger hits(Failpoint point) {
        return Objects.requireNonNull(hits.get(point));
    }

    private void note(String line) {
        try {
            Files.writeString(record.resolve("hits"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isFirst(ArmedPoint point) {
        try {
            Files.createFile(record.resolve(FailpointRecord.fired(point.text())));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
