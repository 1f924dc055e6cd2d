package dev.backflow.run.simulator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A process of a simulation. Once it has ended, none of its actors steps again. */
final class SimulatedProcess {
    static final int KILLED = 137;

    private final String name;
    private final String host;
    private final @Nullable SimulatedProcess parent;
    private final List<Runnable> whenEnded = new ArrayList<>();
    private boolean alive = true;
    private int exitCode;
    private long pausedUntil;

    /** @param parent whoever started it and holds the other end of its input; null for a launcher */
    SimulatedProcess(String name, String host, @Nullable SimulatedProcess parent) {
        this.name = name;
        this.host = host;
        this.parent = parent;
    }

    String name() {
        return name;
    }

    String host() {
        return host;
    }

    boolean isAlive() {
        return alive;
    }

    boolean isOrphan() {
        return parent != null && !parent.alive;
    }

    boolean isLauncher() {
        return parent == null;
    }

    int exitCode() {
        return exitCode;
    }

    void end(int code) {
        alive = false;
        exitCode = code;
        whenEnded.forEach(Runnable::run);
        whenEnded.clear();
    }

    void whenEnded(Runnable note) {
        whenEnded.add(note);
    }

    long pausedUntil() {
        return pausedUntil;
    }

    void pauseUntil(long time) {
        pausedUntil = Math.max(pausedUntil, time);
    }

    void goOn() {
        pausedUntil = 0;
    }
}
