package dev.backflow.run.model;

/** What launchers do, as {@code RunChoice}, {@code ServePhase}, {@code ProcessPool} and {@code ReportPhase} have it. */
final class LauncherMoves {
    private final Flaw flaw;
    private final RunRules runs;

    LauncherMoves(Flaw flaw, RunRules runs) {
        this.flaw = flaw;
        this.runs = runs;
    }

    void of(World world, Move.Taker taker) {
        Launcher launcher = Launcher.of(world);
        switch (launcher) {
            case NONE -> begin(world, taker);
            case TAKEN_OVER -> deploy(world, taker);
            case DEPLOYING -> enter(world, RunRules.SERVE, Launcher.SERVING, "begins to serve", taker);
            case SERVING -> serve(world, taker);
            case STOPPING ->
                enter(world, RunRules.NOT_SERVING, Launcher.DRAINING_STOPPED, "sends its workers home", taker);
            case DRAINING, DRAINING_STOPPED -> drain(world, launcher, taker);
            case REPORTING_COMPLETION -> close(world, RunRules.COMPLETED, "closes the run as completed", taker);
            case REPORTING_LIMIT -> close(world, RunRules.LIMIT_REACHED, "closes the run at its limit", taker);
            case REPORTING_STOP -> to(world, Launcher.NONE, Move.launcher("ends, to be resumed"), taker);
        }
        resume(world, taker);
        if (launcher != Launcher.NONE && world.scope.suffers(Fault.LAUNCHER_KILL)) {
            to(world, Launcher.NONE, Move.launcher("is killed").asFault(), taker);
        }
        if (launcher != Launcher.NONE && world.scope.suffers(Fault.LAUNCHER_PAUSE)) {
            World after = world.copy();
            after.set(Cells.OfRun.PAUSED_LAUNCHER, world.get(Cells.OfRun.LAUNCHER));
            runs.takeOver(after);
            Launcher.TAKEN_OVER.in(after);
            taker.take(
                    Move.launcher("is paused, and another one takes the run over")
                            .asFault(),
                    after);
        }
    }

    private void begin(World world, Move.Taker taker) {
        if (world.get(Cells.OfRun.PHASE) != RunRules.ENDED) {
            World after = world.copy();
            runs.takeOver(after);
            Launcher.TAKEN_OVER.in(after);
            taker.take(Move.launcher("is started, and takes the run over"), after);
        }
    }

    private void deploy(World world, Move.Taker taker) {
        enter(world, RunRules.NOT_SERVING, Launcher.DEPLOYING, "deploys", taker);
        if (world.scope.suffers(Fault.ABANDON)) {
            World after = world.copy();
            runs.close(after, RunRules.ABANDONED);
            Launcher.NONE.in(after);
            taker.take(Move.launcher("gives the run up").asFault(), after);
        }
    }

    /** A paused launcher goes on with what it was about to write. */
    private void resume(World world, Move.Taker taker) {
        if (world.get(Cells.OfRun.PAUSED_LAUNCHER) == 0) {
            return;
        }
        World after = world.copy();
        after.set(Cells.OfRun.PAUSED_LAUNCHER, 0);
        if (flaw == Flaw.NO_EPOCH_IN_THE_LAUNCHERS_GUARD) {
            runs.enter(after, RunRules.NOT_SERVING);
            after.breaks(Invariant.LAUNCHER_IN_CHARGE_ALONE_WRITES);
        }
        taker.take(Move.pausedLauncher("goes on, and tries to write"), after);
    }

    private void enter(World world, int phase, Launcher next, String words, Move.Taker taker) {
        World after = world.copy();
        runs.enter(after, phase);
        next.in(after);
        taker.take(Move.launcher(words), after);
    }

    private void serve(World world, Move.Taker taker) {
        if (runs.isOver(world)) {
            enter(world, RunRules.NOT_SERVING, Launcher.DRAINING, "sees that all is served or used", taker);
            return;
        }
        for (int process = 0; process < world.scope.processes(); process++) {
            tend(world, process, taker);
        }
        if (world.scope.suffers(Fault.STOP)) {
            World after = world.copy();
            after.set(Cells.OfRun.STOPPING, 1);
            Launcher.STOPPING.in(after);
            taker.take(Move.launcher("is told to stop").asFault(), after);
        }
    }

    private void tend(World world, int process, Move.Taker taker) {
        Status status = Status.of(world, process);
        World after = world.copy();
        if (status == Status.OUT) {
            Status.LIVE.in(after, process);
            taker.take(Move.launcher("starts process " + process), after);
        } else if (status == Status.DEAD || status == Status.LEFT) {
            runs.free(after, process, status == Status.DEAD);
            taker.take(Move.launcher("frees what process " + process + " held, which has ended"), after);
        }
        if (world.scope.suffers(Fault.LAPSE) && status.isExpected()) {
            World lapsed = world.copy();
            runs.free(lapsed, process, false);
            taker.take(
                    Move.launcher("has not heard of process " + process + " for a lease")
                            .asFault(),
                    lapsed);
        }
    }

    private void drain(World world, Launcher launcher, Move.Taker taker) {
        for (int process = 0; process < world.scope.processes(); process++) {
            if (Status.of(world, process).isExpected()) {
                return;
            }
        }
        boolean over = launcher == Launcher.DRAINING || runs.isOver(world);
        Launcher next = !over
                ? Launcher.REPORTING_STOP
                : RunRules.isAllClosed(world) ? Launcher.REPORTING_COMPLETION : Launcher.REPORTING_LIMIT;
        to(world, next, Move.launcher("has no worker any more, and reports"), taker);
    }

    private void close(World world, int outcome, String words, Move.Taker taker) {
        World after = world.copy();
        runs.close(after, outcome);
        Launcher.NONE.in(after);
        taker.take(Move.launcher(words), after);
    }

    private static void to(World world, Launcher next, Move move, Move.Taker taker) {
        World after = world.copy();
        next.in(after);
        taker.take(move, after);
    }
}
