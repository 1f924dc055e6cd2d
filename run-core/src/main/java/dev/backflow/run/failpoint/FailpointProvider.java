package dev.backflow.run.failpoint;

/**
 * What happens at failpoints. No shipped jar has one; a test adds its own, and {@code META-INF/services} with it, to a
 * copy of the jar.
 */
@FunctionalInterface
public interface FailpointProvider {
    /** Called on the thread that has come by, as often as one does, and from several threads at once. */
    void hit(Failpoint point);
}
