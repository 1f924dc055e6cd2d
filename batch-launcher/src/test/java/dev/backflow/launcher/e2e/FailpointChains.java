package dev.backflow.launcher.e2e;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** At which failpoints a run dies, one after the other; together they are all that there are, wherever documents are served. */
final class FailpointChains {
    /** The launcher serves inline, on H2, and dies in each step of its own. */
    static final List<String> INLINE = Stream.of(
                    halts(
                            "lock.taken owner.created private.file.begun repository.opened tables.between tables.created",
                            "workers.admitted server.told run.begin.in run.begun overrides.written takeover.in takeover.after",
                            "execution.created execution.noted launcher.beat file.forced file.renamed manifest.written plan.in",
                            "plan.after deploy.entered sandbox.deployed hook.copied order.written serve.entered"),
                    // Slots that are lost to a document, each in another chunk of four, so that no document is
                    // suspected for
                    // long.
                    List.of("hook.before=throw:OutOfMemoryError@2"),
                    halts("serve.left"),
                    List.of("hook.before=throw:OutOfMemoryError@6"),
                    halts("serve.drained"),
                    List.of("hook.before=throw:OutOfMemoryError@7"),
                    halts("tier.moved"),
                    // What is settled and not published is left to the tear-down.
                    halts("settle.after@2 leftovers.published leftovers.marked"),
                    halts(
                            "teardown.entered processes.ended sandbox.removed leases.failed",
                            "results.swept segments.swept teardown.certified report.entered ledger.between ledger.written",
                            "summary.written index.written run.close.in run.closed execution.ended server.forgotten",
                            "repository.closed"))
            .flatMap(List::stream)
            .toList();

    /**
     * One worker process at a time, on PostgreSQL. At the second hit of a process, where that can be: what it has settled
     * before shows that the documents are not to blame, so that none is suspected of three deaths in a row. A death at
     * the first heart beat comes after a time, which is before the first settle on a machine that is slow enough: it has
     * to wait for a process that has served longer.
     */
    static final List<String> PROCESSES = Stream.of(
                    halts("launcher/pointer.written launcher/process.started launcher/process.recorded"),
                    halts("worker/worker.entered worker/lease.claimed@2 worker/step.created@2 worker/grant.in@2"),
                    halts("worker/grant.after@2 worker/hook.before@20 worker/hook.after@20 worker/segment.begun@2"),
                    halts("worker/segment.mid@2 worker/segment.committed@2 worker/settle.before@2 worker/settle.in@2"),
                    halts(
                            "worker/settle.after@2 worker/result.staged@20 worker/result.renamed@20 worker/chunk.published@2"),
                    halts(
                            "worker/partition.marked worker/leftovers.published worker/leftovers.marked worker/step.ended@2"),
                    halts("launcher/worker.free.in@3 launcher/worker.freed@2"),
                    // Workers, and then launchers, that die while they stop in good order.
                    List.of("worker/step.created=signal:TERM"),
                    halts("worker/lease.releasing"),
                    List.of("worker/grant.after=signal:TERM"),
                    halts("worker/lease.released"),
                    List.of("worker/step.ended=signal:TERM"),
                    halts("worker/worker.leaving"),
                    // Until the heart beats, which is the end of it.
                    List.of("worker/hook.before=pause:60000@150"),
                    List.of("worker/worker.beat=halt>hook.before@150"),
                    List.of("launcher/process.recorded=signal:TERM@2"),
                    halts("launcher/stop.requested"),
                    List.of("launcher/process.recorded=signal:TERM@3"),
                    halts("launcher/run.paused"),
                    halts("worker/worker.left"))
            .flatMap(List::stream)
            .toList();

    /** The launcher serves with tasks on Fargate; one death for each time that it is started, before it serves. */
    static final List<String> FARGATE_BEFORE =
            launcherHalts("switch.armed stack.asked switch.aimed sandbox.deployed order.written tasks.started");

    /** The same, from the last document on. */
    static final List<String> FARGATE_AFTER = launcherHalts(
            "serve.drained stack.cleared stack.deleting stack.gone switch.removed teardown.certified summary.written");

    private FailpointChains() {}

    private static List<String> launcherHalts(String points) {
        return halts(points).stream().map(point -> "launcher/" + point).toList();
    }

    private static List<String> halts(String... points) {
        return Arrays.stream(points)
                .flatMap(line -> Stream.of(line.split(" ")))
                .map(point -> {
                    int at = point.indexOf('@');
                    return at < 0 ? point + "=halt" : point.substring(0, at) + "=halt" + point.substring(at);
                })
                .toList();
    }
}
