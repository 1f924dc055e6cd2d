package dev.backflow.launcher.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.deployer.spi.core.AppDefinition;
import org.springframework.cloud.deployer.spi.core.AppDeploymentRequest;

/** A pool of workers in an ECS that throttles, loses calls and answers, and has no room: by seeds, on virtual time. */
class FaultedStartsTest {
    private static final int SEEDS = 1_000;
    private static final AppDeploymentRequest REQUEST =
            new AppDeploymentRequest(new AppDefinition("worker", Map.of()), new TaskDefinitionResource("definition:1"));

    @Test
    void startsAsManyAsWantedAndNeverMoreWhateverHappensToItsCalls() {
        List<String> wrong = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            for (String finding : new Script(seed, false).play()) {
                wrong.add("seed %d: %s".formatted(seed, finding));
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Shows that the scripts could find it. */
    @Test
    void wouldFindTasksThatAreStartedTwice() {
        List<String> wrong = new ArrayList<>();
        for (int seed = 0; seed < 50; seed++) {
            wrong.addAll(new Script(seed, true).play());
        }
        assertThat(wrong).anyMatch(finding -> finding.contains("alive at once"));
    }

    /** One run's workers: trouble for some minutes, then none. */
    private static final class Script {
        private static final Duration TROUBLE = Duration.ofMinutes(2);
        private static final Duration CALM = Duration.ofMinutes(3);

        private final Random random;
        private final VirtualTime time = new VirtualTime();
        private final FakeEcs ecs;
        private final EcsTaskLauncher launcher;
        private final int wanted;
        private final List<String> subnets;
        private final List<String> workers = new ArrayList<>();
        private final List<String> findings = new ArrayList<>();

        Script(int seed, boolean forgetsTokens) {
            random = new Random(seed);
            var faults = new CloudFaults(random);
            faults.throttled = random.nextDouble() * 0.5;
            faults.lost = random.nextDouble() * 0.3;
            faults.answerLost = random.nextDouble() * 0.4;
            ecs = new FakeEcs(time, faults, random);
            ecs.forgetsTokens = forgetsTokens;
            ecs.unknown = Duration.ofSeconds(random.nextInt(20));
            wanted = 1 + random.nextInt(20);
            subnets = List.of("a", "b", "c").subList(0, 1 + random.nextInt(3));
            for (String subnet : subnets) {
                ecs.room.put(subnet, random.nextInt(12));
                ecs.room.put("spot " + subnet, random.nextInt(6));
            }
            var place = new TaskPlace("c", subnets, "sg", "backflow-j-r1", 1, random.nextBoolean(), 20);
            var surroundings =
                    new Surroundings(time, time, random::nextDouble, () -> false, () -> {}, news -> {}, failure -> {});
            launcher = new EcsTaskLauncher(
                    ecs, place, FakeLogs.none(), surroundings, () -> EcsTaskLauncherTest.nanos(time));
        }

        List<String> play() {
            try {
                tend(TROUBLE, true);
                ecs.faults.heal();
                subnets.forEach(subnet -> ecs.room.put(subnet, 100));
                tend(CALM, false);
                check(
                        ecs.alive().size() == wanted,
                        "%d alive in the end".formatted(ecs.alive().size()));
                check(ecs.alive().containsAll(workers), "workers are known that are none");
                workers.forEach(launcher::cancel);
                time.pass(Duration.ofMinutes(1));
                workers.forEach(launcher::status);
                check(ecs.alive().isEmpty(), "not all can be ended");
            } catch (SandboxException e) {
                check(ecs.alive().isEmpty(), "gave up with workers: " + e.getMessage());
            }
            findings.addAll(ecs.violations);
            return findings;
        }

        private void tend(Duration length, boolean withDeaths) {
            var end = time.instant().plus(length);
            while (time.instant().isBefore(end)) {
                workers.removeIf(worker -> hasEnded(launcher.status(worker).getState()));
                if (workers.size() < wanted) {
                    workers.addAll(launcher.launch(REQUEST, wanted - workers.size()));
                }
                check(
                        ecs.alive().size() <= wanted,
                        "%d alive at once, %d wanted".formatted(ecs.alive().size(), wanted));
                if (withDeaths && random.nextInt(40) == 0 && !ecs.alive().isEmpty()) {
                    ecs.exit(ecs.alive().get(random.nextInt(ecs.alive().size())), 137, null);
                }
                time.pass(Duration.ofSeconds(1));
            }
        }

        private static boolean hasEnded(org.springframework.cloud.deployer.spi.task.LaunchState state) {
            return switch (state) {
                case launching, running -> false;
                default -> true;
            };
        }

        private void check(boolean holds, String finding) {
            if (!holds) {
                findings.add(finding);
            }
        }
    }
}
