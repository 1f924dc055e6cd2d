package dev.backflow.launcher.cli;

import dev.backflow.launcher.doctor.Doctor;
import dev.backflow.launcher.drill.Drill;
import dev.backflow.launcher.plan.HookProbe;
import dev.backflow.launcher.run.RunControl;
import dev.backflow.launcher.run.RunHistory;
import dev.backflow.launcher.run.SandboxControl;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What the commands call once they have been understood. Each is made only when a command needs it, so that a slip of
 * the keyboard is told without starting anything.
 *
 * @param runs plans and runs jobs
 * @param history answers questions about runs
 * @param sandboxes finds and removes what runs have in AWS
 * @param hooks looks at hook jars
 * @param drills kills processes and proves that runs survive
 * @param doctor looks at what runs need
 * @param clock for the time in a crash report
 */
public record Services(
        Supplier<RunControl> runs,
        Supplier<RunHistory> history,
        Supplier<SandboxControl> sandboxes,
        Supplier<HookProbe> hooks,
        Supplier<Drill> drills,
        Supplier<Doctor> doctor,
        InstantSource clock) {}
