package dev.backflow.launcher.run;

/**
 * Is told what a run is doing while it does it. Calls may come from several threads and return at once; an observer
 * never throws.
 */
public interface RunObserver {
    /** Something a reader may want to know, one line: a run resumed, a worker started. */
    void note(String line);

    /** Something that went wrong but did not end the run, one line: a worker lost, a document exhausted. Always shown. */
    void failure(String line);

    /** How far the run is; may be told as often as there is news, showing it is rationed by the observer. */
    void progress(Progress progress);
}
