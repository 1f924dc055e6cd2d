package dev.backflow.launcher.failpoint;

import dev.backflow.run.failpoint.Failpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Arms processes of one test, and tells afterwards where they came by. The folder must exist. */
public record FailpointRecord(Path folder) {
    /** Options for every JVM of the test, free of blanks as long as the folder is. */
    public String options(String... armed) {
        String points = String.join(";", armed);
        // Fails here rather than in a process that nobody listens to.
        ArmedPoint.list(points);
        return "-D%s=%s %s".formatted(ArmedFailpoints.PROPERTY, points, option());
    }

    /** The one option without which no JVM gets past a failpoint. */
    public String option() {
        return "-D%s=%s".formatted(ArmedFailpoints.RECORD, folder);
    }

    /** Whether an armed point, as it was written, has fired. */
    public boolean hasFired(String armed) {
        return Files.exists(folder.resolve(fired(armed)));
    }

    /** All points that any process came by. */
    public Set<Failpoint> reached() throws IOException {
        var reached = EnumSet.noneOf(Failpoint.class);
        for (String line : hits()) {
            String point = line.substring(line.indexOf('/') + 1, line.indexOf('@'));
            reached.add(Failpoint.valueOf(point.toUpperCase(Locale.ROOT).replace('.', '_')));
        }
        return reached;
    }

    /** {@code process/point@hit}, in the order in which they came. */
    public List<String> hits() throws IOException {
        try {
            return Files.readAllLines(folder.resolve("hits"));
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    static String fired(String armed) {
        return "fired-" + armed.replace('/', '_').replace(':', '_');
    }
}
