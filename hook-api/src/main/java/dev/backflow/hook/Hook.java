package dev.backflow.hook;

import java.util.Map;

/**
 * One team's way of serving documents: an ordered list of steps, and what to answer at the end of them.
 *
 * <p>Only {@link #steps()} must be written. A hook is a public class with a public constructor without arguments, packed
 * with everything it needs into one jar, and named by {@code META-INF/services/dev.backflow.hook.Hook} or by
 * {@code hook.class} in the job file. It sees the JDK, this package and its own jar, and nothing else.
 *
 * <p><b>Threads.</b> A JVM holds one instance. {@link #start} comes first and {@link #stop} last, each once and alone; in
 * between every other method, and every step, is called by several threads at once, each with its own document. State
 * that is kept in fields must bear that.
 *
 * <p><b>Again.</b> A document is metered and published once, but a hook may be called more than once for it: after a
 * failed attempt, and after the death of a worker. Steps that change something elsewhere must be safe to repeat.
 *
 * <p><b>Errors.</b> Whatever a method throws fails the attempt, {@link OutOfMemoryError} alone excepted: that ends the
 * worker. A failed attempt is followed by another at once, while the job's {@code retries} last; then {@link #exhausted}
 * is asked for an answer.
 *
 * <p><b>Trust.</b> A hook is trusted code. It runs inside its worker and can read whatever the worker can, its
 * credentials included. The separate class loader keeps libraries apart; it is no defence against a hostile hook.
 *
 * @param <T> what the last step returns
 */
public interface Hook<T> {

    /**
     * The steps that serve one document, in order. Asked once, after {@link #start}.
     *
     * @return at least one step, never null
     */
    Steps<T> steps();

    /**
     * Takes the job's settings, before anything else is called. Does nothing unless overridden.
     *
     * @param settings {@code hook.settings} of the job file: strings, numbers, booleans, lists and maps, and null where
     *     the file names a key without a value; empty when there are none; cannot be changed
     * @throws Exception when the settings will not do: the job is not begun, and the message is shown to its author
     */
    default void start(Map<String, Object> settings) throws Exception {}

    /**
     * Says whether a document may be served, before it is opened. Allows every document unless overridden.
     *
     * <p>Asked until it has answered once: an exception, a null or an overrun of 5 minutes is no answer, fails the
     * attempt, and leads to the next one; a document that is never answered for is exhausted without its steps having
     * run. Once allowed, a document is not asked about again when a step fails.
     *
     * @param document what is known of it; opening it here is possible, but defeats the purpose
     * @return yes, or no with a reason
     * @throws Exception to fail the attempt
     */
    default Decision authorize(Document document) throws Exception {
        return Decision.allow();
    }

    /**
     * Turns what the last step returned into the document's status and payload. Status {@code COMPLETED} and an empty
     * payload unless overridden. Bound to 5 minutes. An exception, null, or a payload that is not plain data (see
     * {@link Response}) fails the attempt like a step named {@code completed}.
     *
     * @param result what the last step returned, never null
     * @param document the document that was served
     * @return the document's answer
     * @throws Exception to fail the attempt
     */
    default Response completed(T result, Document document) throws Exception {
        return Response.of("COMPLETED", Map.of());
    }

    /**
     * Gives the answer for a document whose attempts have all failed. Status {@code EXHAUSTED} with step, type and
     * message of the last failure unless overridden. Bound to 5 minutes. When it fails itself, or its payload is not
     * plain data, that default is used and the failure says both.
     *
     * @param failure what the last attempt failed with
     * @param document the document that could not be served
     * @return the document's answer
     * @throws Exception to fall back to the default
     */
    default Response exhausted(Failure failure, Document document) throws Exception {
        return failure.toResponse();
    }

    /**
     * Lets go of what {@link #start} took, after the last document. Does nothing unless overridden. It is not called
     * when a worker dies, so nothing may depend on it.
     *
     * @throws Exception which is logged, and changes nothing
     */
    default void stop() throws Exception {}
}
