package dev.backflow.worker.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.run.job.Backup;
import dev.backflow.run.job.Folder;
import dev.backflow.run.job.S3Location;
import dev.backflow.run.store.FolderRunStore;
import dev.backflow.run.store.RunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;

class WorkOrderFileTest {
    private final Path folder;
    private final RunStore store;

    WorkOrderFileTest(@TempDir Path folder) {
        this.folder = folder;
        this.store = new FolderRunStore(folder);
    }

    private static WorkOrder order(Map<String, Object> settings, int slots, int sharers) {
        return new WorkOrder(
                42,
                "invoices",
                3,
                2,
                new Folder(Path.of("/data/runs/3")),
                new Folder(Path.of("/in put/ü")),
                Backup.COPY,
                new S3Location("acme-results", "invoices/"),
                WorkOrder.BUNDLED,
                "scratch/hook.jar",
                "b".repeat(64),
                null,
                settings,
                2,
                slots,
                sharers);
    }

    @Test
    void readsWhatItHasWritten() throws IOException {
        WorkOrder order = order(Map.of(), 2, 8);

        WorkOrderFile.write(store, order);

        assertThat(WorkOrderFile.read(store, WorkOrderFile.NAME)).isEqualTo(order);
    }

    @Test
    void keepsSettingsAsTheJobFileHasThem() throws IOException {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("zeta", 7L);
        settings.put("large", 5_000_000_000L);
        settings.put("ratio", 0.25);
        settings.put("whole", 2.0);
        settings.put("on", true);
        settings.put("names", List.of("a", 1L, Map.of("deep", 3L)));

        WorkOrderFile.write(store, order(settings, 1, 1));

        Map<String, Object> read = WorkOrderFile.read(store, WorkOrderFile.NAME).settings();
        assertThat(read).isEqualTo(settings);
        assertThat(read.keySet()).containsExactlyElementsOf(settings.keySet());
    }

    @Test
    void failsWhereThereIsNoOrder() throws IOException {
        assertThatThrownBy(() -> WorkOrderFile.read(store, "none.json")).isInstanceOf(NoSuchFileException.class);

        Files.writeString(folder.resolve("torn.json"), "{\"runId\": 4");
        assertThatThrownBy(() -> WorkOrderFile.read(store, "torn.json")).isInstanceOf(JacksonException.class);
    }

    @Test
    void refusesMoreSlotsThanSharers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> order(Map.of(), 3, 2))
                .withMessageContaining("was 3 of 2");
        assertThatIllegalArgumentException().isThrownBy(() -> order(Map.of(), 0, 2));
    }
}
