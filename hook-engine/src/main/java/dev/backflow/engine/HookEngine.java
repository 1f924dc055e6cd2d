package dev.backflow.engine;

import dev.backflow.hook.Document;
import dev.backflow.hook.Failure;

/**
 * Serves documents by one hook, each on the calling thread. Safe for use by any number of threads at once, one document
 * each. A step that succeeds costs no thread change and no task: one daemon thread watches all time limits.
 */
public final class HookEngine implements AutoCloseable {
    private final LoadedHook hook;
    private final EngineOptions options;
    private final Watchdog watchdog;
    private final JvmDefaults defaults = new JvmDefaults();

    /** An engine for a started hook; closing the engine leaves the hook as it is. */
    public HookEngine(LoadedHook hook, EngineOptions options) {
        this(hook, options, new Watchdog(options.clock(), options.stuckStep(), options.stuckGrace()));
        watchdog.start();
    }

    HookEngine(LoadedHook hook, EngineOptions options, Watchdog watchdog) {
        this.hook = hook;
        this.options = options;
        this.watchdog = watchdog;
    }

    /**
     * Serves one document: authorization before it is opened, then attempts until one succeeds or none is left.
     *
     * <p>Whatever the hook throws is part of the answer, {@link OutOfMemoryError} excepted, which is passed on so that
     * the worker ends. A call is interrupted within 50 ms after its time limit; the interrupt never outlasts the call.
     *
     * @return how it ended, with at most one attempt more than there are retries
     * @throws InterruptedException when the thread was interrupted from outside, before, between or in the hook's calls,
     *     and {@link EngineOptions#stopping} confirms it: the document is not served, and nothing may be recorded for
     *     it. An interrupt in the very moment of a time limit can be lost; whoever stops a slot must not rely on one
     *     interrupt alone
     * @throws StuckStepException when a call came back after it had been reported as stuck
     */
    public Served serve(Document document) throws InterruptedException {
        try {
            return new Serving(hook, options, watchdog.slot(), document).serve();
        } finally {
            defaults.restore();
        }
    }

    /**
     * Asks the hook for its answer to a document that was given up without the engine, such as one whose worker died of
     * it. Neither authorization nor any step is run; all else is as for {@link #serve}.
     *
     * @param failure why it was given up, and after how many attempts
     * @return an exhausted document's end
     * @throws InterruptedException as {@link #serve} does
     * @throws StuckStepException as {@link #serve} does
     */
    public Served exhausted(Failure failure, Document document) throws InterruptedException {
        try {
            return new Serving(hook, options, watchdog.slot(), document).giveUp(failure);
        } finally {
            defaults.restore();
        }
    }

    /** Ends the watchdog. Documents that are being served go on, without time limits. */
    @Override
    public void close() {
        watchdog.close();
    }
}
