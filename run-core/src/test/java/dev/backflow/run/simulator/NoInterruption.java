package dev.backflow.run.simulator;

/** For looking at the books when all is over. */
final class NoInterruption implements Interruption {
    @Override
    public void beforeConnecting() {}

    @Override
    public void insideTransaction() {}

    @Override
    public void beforeStatement(String sql) {}

    @Override
    public void beforeCommit() {}

    @Override
    public void afterCommit() {}
}
