package dev.backflow.launcher.sandbox.aws;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the tasks of one run are started.
 *
 * @param startedBy what ECS is to call their starter, the same for all launchers of the run; at most 128 letters,
 *     digits, hyphens and underscores (source: ECS API reference, RunTask)
 * @param epoch of the launcher
 * @param spot whether to use spare capacity, which costs less and may be taken away, before other
 * @param maximumTasks how many tasks may run at the same time, 1 or more
 */
public record TaskPlace(
        String cluster,
        List<String> subnets,
        String securityGroup,
        String startedBy,
        int epoch,
        boolean spot,
        int maximumTasks) {
    public TaskPlace {
        subnets = List.copyOf(subnets);
        if (subnets.isEmpty() || maximumTasks < 1) {
            throw new IllegalArgumentException("a place has a subnet and room for a task at least");
        }
    }

    /**
     * In the stack of a run's sandbox, with no spare capacity. A job's name may have a dot, which ECS does not take for
     * who has started a task; that two jobs are called alike then does no harm, as the cluster is the run's own.
     */
    public static TaskPlace in(SandboxOutputs sandbox, String job, int run, int epoch, int maximumTasks) {
        return new TaskPlace(
                sandbox.clusterArn(),
                sandbox.subnetIds(),
                sandbox.securityGroupId(),
                "%s-%d".formatted(job.replace('.', '-'), run),
                epoch,
                false,
                maximumTasks);
    }

    /** One way to ask for capacity. */
    record Placement(List<String> subnets, boolean spot) {}

    /**
     * The ways to ask for capacity, in the order in which to try them: all zones, where ECS chooses, then each alone;
     * spare capacity before other.
     */
    List<Placement> placements() {
        List<Placement> placements = new ArrayList<>();
        for (boolean spare : spot ? new boolean[] {true, false} : new boolean[] {false}) {
            placements.add(new Placement(subnets, spare));
            if (subnets.size() > 1) {
                subnets.forEach(subnet -> placements.add(new Placement(List.of(subnet), spare)));
            }
        }
        return placements;
    }
}
