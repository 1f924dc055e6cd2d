package dev.backflow.launcher.run;

import dev.backflow.launcher.sandbox.Sandbox;
import dev.backflow.launcher.sandbox.aws.SandboxException;
import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.job.Tier;
import dev.backflow.run.ledger.Phase;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.store.RunStore;
import dev.backflow.worker.order.WorkOrderFile;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;

/**
 * Creates the sandbox, or finds the one that this run already has, and puts into it what workers need. In AWS, a run that
 * has nothing more to serve gets none.
 */
final class DeployPhase implements RunPhase {
    /** What workers of a tier need beside a sandbox; asked before there is one. */
    @FunctionalInterface
    interface Need {
        /** @throws LaunchException if they could not work */
        void require(Tier tier) throws SQLException;
    }

    private final LaunchedRun launched;
    private final Runs runs;
    private final Sandbox sandbox;
    private final Need need;
    private final ServingTier tier;
    private final ProgressWatch progress;

    DeployPhase(LaunchedRun launched, Runs runs, Sandbox sandbox, Need need, ServingTier tier, ProgressWatch progress) {
        this.launched = launched;
        this.runs = runs;
        this.sandbox = sandbox;
        this.need = need;
        this.tier = tier;
        this.progress = progress;
    }

    @Override
    public String name() {
        return "deploy";
    }

    private void deploy() throws IOException {
        try {
            sandbox.deploy();
        } catch (SandboxException e) {
            if (e.kind() == SandboxException.Kind.STOPPED) {
                throw new StoppedException(launched.stop().exitCode());
            }
            throw e;
        }
        DeployTimes.write(launched.folder(), sandbox.deployedResources());
    }

    @Override
    public void perform() throws Exception {
        runs.enter(launched.run(), Phase.DEPLOY);
        Failpoint.DEPLOY_ENTERED.hit();
        if (launched.cloud() != null && progress.isOver()) {
            // An earlier launcher of the run has died after the last document. What it has left is torn down as it is:
            // nobody would work in a new sandbox, which takes minutes and costs money.
            return;
        }
        Tier served = tier.of(runs.byId(launched.run().id()));
        need.require(served);
        new TeardownCertificate(launched.folder()).withdraw();
        deploy();
        Failpoint.SANDBOX_DEPLOYED.hit();
        RunStore store = launched.store();
        // A build may overwrite the jar while workers have it open; and every worker is to load the very same one.
        try (var jar = store.replace(LaunchedRun.HOOK_JAR)) {
            Files.copy(launched.file().hook().jar(), jar.out());
            jar.commit();
        }
        Failpoint.HOOK_COPIED.hit();
        new HookHash(launched.run().hookHash()).verify(store, LaunchedRun.HOOK_JAR);
        WorkOrderFile.write(store, launched.order(served));
        Failpoint.ORDER_WRITTEN.hit();
    }
}
