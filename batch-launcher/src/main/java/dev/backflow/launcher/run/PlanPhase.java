package dev.backflow.launcher.run;

import dev.backflow.launcher.plan.TierChoice;
import dev.backflow.run.aws.Stores;
import dev.backflow.run.document.SourceDocument;
import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.job.Tier;
import dev.backflow.run.ledger.Partitions;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.manifest.Manifest;
import dev.backflow.run.manifest.ManifestTotals;
import dev.backflow.run.manifest.PartitionPlan;
import dev.backflow.run.manifest.PartitionRange;
import dev.backflow.run.manifest.ServicedIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Pins what the run is about: lists the source in order, leaves out what earlier runs have serviced unchanged, writes
 * the manifest and the partition rows. The hook is looked at meanwhile, in a JVM of its own.
 */
final class PlanPhase implements RunPhase {
    private final LaunchedRun launched;
    private final Runs runs;
    private final Partitions partitions;
    private final Stores stores;
    private final HookLook look;

    PlanPhase(LaunchedRun launched, Runs runs, Partitions partitions, Stores stores, HookLook look) {
        this.launched = launched;
        this.runs = runs;
        this.partitions = partitions;
        this.stores = stores;
        this.look = look;
    }

    @Override
    public String name() {
        return "plan";
    }

    @Override
    public void perform() throws Exception {
        // Also before a resume: what is served for results that nobody can write is time and money lost.
        stores.requireWritable(launched.file().results());
        if (runs.byId(launched.run().id()).documents() != null) {
            return;
        }
        look.begin();
        Path folder = launched.folder();
        Files.createDirectories(folder);
        // Made by whoever needs it: a sandbox elsewhere would not take it away.
        Path scratch = folder.resolve("scratch");
        var manifest = new Manifest(launched.store());
        Pinned pinned = write(manifest, scratch);
        look.require();
        ManifestTotals totals = pinned.totals();
        long served = Math.min(totals.documents(), launched.file().limit());
        Tier tier = TierChoice.of(launched.file().tier(), served);
        var plan = new PartitionPlan(launched.workers(tier).allSlots());
        List<PartitionRange> ranges = manifest.partitions(plan.documentsPerPartition(totals.documents()));
        partitions.plan(
                launched.run(),
                tier.name().toLowerCase(Locale.ROOT),
                ranges,
                totals.documents(),
                pinned.alreadyServiced());
        Failpoint.PLAN_AFTER.hit();
    }

    private record Pinned(ManifestTotals totals, long alreadyServiced) {}

    private Pinned write(Manifest manifest, Path scratch) throws IOException {
        var store = stores.documents(launched.file().source(), scratch);
        var index = new ServicedIndex(launched.jobStore());
        try (var listing = store.list();
                var pending = index.pending(launched.run().number(), listing);
                var writer = manifest.write()) {
            for (SourceDocument next = pending.next(); next != null; next = pending.next()) {
                writer.add(next);
            }
            // Listing may have taken long: a launcher that took the run over meanwhile has a manifest of its own.
            runs.beat(launched.run());
            ManifestTotals totals = writer.commit();
            Failpoint.MANIFEST_WRITTEN.hit();
            LeftOut.by(listing).forEach(launched.observer()::note);
            return new Pinned(totals, pending.alreadyServiced());
        }
    }
}
