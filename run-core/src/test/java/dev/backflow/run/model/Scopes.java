package dev.backflow.run.model;

import java.util.ArrayList;
import java.util.List;

/** The scopes in which the protocol is checked. */
final class Scopes {
    private Scopes() {}

    /** More than a million states, in seconds. */
    static List<Scope> ofEveryBuild() {
        var scopes = new ArrayList<Scope>();
        for (int limit = 0; limit <= 4; limit++) {
            scopes.add(Scope.of(2, limit, List.of("cc", "r"), Fault.KILL, Fault.LAPSE));
        }
        for (int limit = 0; limit <= 3; limit++) {
            scopes.add(Scope.of(
                    2,
                    limit,
                    List.of("c", "c"),
                    Fault.LAUNCHER_KILL,
                    Fault.LAUNCHER_PAUSE,
                    Fault.STOP,
                    Fault.ABANDON,
                    Fault.LATE_START));
        }
        scopes.add(Scope.of(1, 1, List.of("cc"), Fault.values()));
        scopes.add(Scope.of(3, 1, List.of("c", "c", "c"), Fault.KILL));
        scopes.add(Scope.of(2, 3, List.of("ccc", "cr"), Fault.LAPSE).sharedBy(2));
        scopes.add(Scope.of(2, 3, List.of("cccc", "r"), Fault.KILL));
        scopes.add(Scope.of(2, 4, List.of("cpcr"), Fault.LAPSE, Fault.TERMINATE, Fault.LOST_ANSWER));
        scopes.add(Scope.of(1, 3, List.of("cp", "cc"), Fault.STEP_FAILS, Fault.LOST_ANSWER)
                .withSlots(2));
        scopes.add(Scope.of(1, 3, List.of("ch", "hc"), Fault.STEP_FAILS, Fault.TERMINATE)
                .withSlots(2));
        scopes.add(Scope.of(1, 4, List.of("cp", "pc", "c"), Fault.STEP_FAILS).withSlots(2));
        scopes.add(Scope.of(2, 2, List.of("c", "cp"), Fault.LAPSE).withSlots(2).wishing(2));
        return scopes;
    }

    /** Several million more, for a release. */
    static List<Scope> ofARelease() {
        return List.of(
                Scope.of(2, 4, List.of("cc", "cr"), Fault.KILL, Fault.LAPSE),
                Scope.of(2, 1, List.of("c"), Fault.values()),
                Scope.of(2, 1, List.of("cc"), Fault.values()),
                Scope.of(
                        2, 2, List.of("cc", "c"), Fault.LAUNCHER_KILL, Fault.LAUNCHER_PAUSE, Fault.STOP, Fault.ABANDON),
                Scope.of(3, 2, List.of("c", "c", "c"), Fault.KILL, Fault.LAPSE),
                Scope.of(2, 1, List.of("cc"), Fault.KILL, Fault.TERMINATE, Fault.STEP_FAILS, Fault.LOST_ANSWER)
                        .withSlots(2));
    }
}
