package dev.backflow.launcher.drill;

import java.util.List;
import java.util.Map;
import org.h2.engine.Constants;

/** The H2 database that lives in a launcher, and dies with it. */
final class EmbeddedDatabase implements DrillDatabase {
    @Override
    public String version() {
        return "H2 " + Constants.VERSION;
    }

    @Override
    public List<String> jobFileLines() {
        return List.of();
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public boolean isManaged() {
        return false;
    }

    @Override
    public void kill() {
        throw new UnsupportedOperationException("kill the launcher");
    }

    @Override
    public void start() {
        throw new UnsupportedOperationException("start a launcher");
    }

    @Override
    public void close() {}
}
