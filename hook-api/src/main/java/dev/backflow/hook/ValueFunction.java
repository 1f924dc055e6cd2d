package dev.backflow.hook;

/**
 * The work of one step that needs nothing but what the step before returned. As {@link StepFunction} in all else.
 *
 * @param <A> what it is given: what the step before returned, or the document for the first step
 * @param <B> what it returns
 */
@FunctionalInterface
public interface ValueFunction<A, B> {

    /**
     * Does the step's work, for one document, in one attempt.
     *
     * @param value what the step before returned, never null; the document itself for the first step
     * @return what the next step is given; null fails the attempt
     * @throws Exception to fail the attempt; {@link PermanentFailure} to leave out the retries as well
     */
    B apply(A value) throws Exception;
}
