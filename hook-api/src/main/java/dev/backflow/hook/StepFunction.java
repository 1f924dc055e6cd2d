package dev.backflow.hook;

/**
 * The work of one step that also wants to see the document.
 *
 * @param <A> what it is given: what the step before returned, or the document for the first step
 * @param <B> what it returns
 */
@FunctionalInterface
public interface StepFunction<A, B> {

    /**
     * Does the step's work, for one document, in one attempt. Called by several threads at once. At the time limit its
     * thread is interrupted; a step that does not return soon after costs its worker the life.
     *
     * @param value what the step before returned, never null; the document itself for the first step
     * @param document the document being served
     * @return what the next step is given; null fails the attempt
     * @throws Exception to fail the attempt; {@link PermanentFailure} to leave out the retries as well
     */
    B apply(A value, Document document) throws Exception;
}
