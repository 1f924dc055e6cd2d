package dev.backflow.launcher.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Launches by the dozen, each with faults of its own; how many is said by {@code backflow.launches}. */
class FaultedLaunchesTest {
    private static final int LAUNCHES = Integer.getInteger("backflow.launches", 40);
    private static final int FIRST = Integer.getInteger("backflow.launches.first", 1);

    /** So many are enough to find each way of being wrong. */
    private static final int TO_FIND = 200;

    @Test
    void endCleanOrTellExactlyWhatIsLeft() {
        List<String> wrong = new ArrayList<>();
        var exits = new TreeMap<Integer, Integer>();
        for (long seed = FIRST; seed < FIRST + LAUNCHES; seed++) {
            var launch = new FaultedLaunch(seed);
            wrong.addAll(launch.run());
            exits.merge(launch.exit(), 1, Integer::sum);
        }

        System.out.printf("%d faulted launches by exit code: %s%n", LAUNCHES, exits);
        assertThat(wrong).isEmpty();
        assertThat(exits).containsKey(0);
        assertThat(exits.keySet()).isSubsetOf(0, 69, 74, 77, 78);
    }

    @ParameterizedTest
    @EnumSource(FakeCloud.Sabotage.class)
    void findALauncherThatIsWrong(FakeCloud.Sabotage sabotage) {
        List<String> wrong = new ArrayList<>();
        for (long seed = 1; seed <= TO_FIND && wrong.isEmpty(); seed++) {
            wrong.addAll(new FaultedLaunch(seed, sabotage).run());
        }

        assertThat(wrong).isNotEmpty();
    }
}
