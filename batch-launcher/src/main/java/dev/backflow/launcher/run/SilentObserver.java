package dev.backflow.launcher.run;

/** Keeps all it is told to itself: of a question, only the answer is of interest. */
final class SilentObserver implements RunObserver {
    @Override
    public void note(String line) {}

    @Override
    public void failure(String line) {}

    @Override
    public void progress(Progress progress) {}
}
