package dev.backflow.launcher.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.launcher.drill.DrillLength.Unit;
import dev.backflow.launcher.plan.LauncherProcess;
import dev.backflow.launcher.repository.Secrets;
import dev.backflow.run.time.Sleeper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** A short drill with the packaged launcher. {@code -Dbackflow.drill.kills=N} and {@code .seed=S} play others. */
abstract class DrillContract {
    private static final int KILLS = Integer.getInteger("backflow.drill.kills", 8);
    private static final long SEED = Long.getLong("backflow.drill.seed", 3);
    private static final int DOCUMENTS = 300;

    private final Path folder;

    DrillContract(Path folder) {
        this.folder = folder;
    }

    /** The folder above PostgreSQL's bin; null for the embedded database. */
    abstract @Nullable Path postgres() throws Exception;

    @Test
    void survivesEveryKill(TestReporter reporter) throws Exception {
        var launcher = new LauncherProcess(
                Path.of(System.getProperty("java.home")),
                Path.of("target", "launcher.jar").toAbsolutePath().toString());
        var drill = new Drill(launcher, Map.of(), System.getProperty("user.name"), Secrets.random(), Sleeper.real());
        var order = new DrillOrder(new DrillLength(Unit.KILLS, KILLS), SEED, DOCUMENTS, folder, postgres());
        var told = new ArrayList<String>();

        DrillProof proof = drill.run(order, told::add);

        reporter.publishEntry(String.join("\n", proof.text()));
        assertThat(proof.differences()).isEmpty();
        assertThat(proof.struck().kills()).isGreaterThanOrEqualTo(KILLS);
        assertThat(proof.lost() + proof.countedTwice() + proof.overshoot() + proof.processesLeft())
                .isZero();
        assertThat(told).hasSize(proof.rounds().size());
        assertThat(folder).isEmptyDirectory();
        assertThat(new Processes(folder).all()).isEmpty();
    }
}
