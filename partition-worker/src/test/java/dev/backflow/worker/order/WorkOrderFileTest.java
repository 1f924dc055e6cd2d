package dev.backflow.worker.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    WorkOrderFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static WorkOrder order(Map<String, Object> settings, int slots, int sharers) {
        return new WorkOrder(
                42,
                "invoices",
                3,
                2,
                Path.of("/data/runs/3"),
                Path.of("/in put/ü"),
                Path.of("/out"),
                WorkOrder.BUNDLED,
                Path.of("/data/runs/3/hook.jar"),
                null,
                settings,
                2,
                slots,
                sharers);
    }

    @Test
    void readsWhatItHasWritten() throws IOException {
        WorkOrder order = order(Map.of(), 2, 8);
        Path file = folder.resolve("order.json");

        WorkOrderFile.write(file, order);

        assertThat(WorkOrderFile.read(file)).isEqualTo(order);
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
        Path file = folder.resolve("order.json");

        WorkOrderFile.write(file, order(settings, 1, 1));

        Map<String, Object> read = WorkOrderFile.read(file).settings();
        assertThat(read).isEqualTo(settings);
        assertThat(read.keySet()).containsExactlyElementsOf(settings.keySet());
    }

    @Test
    void failsWhereThereIsNoOrder() throws IOException {
        assertThatThrownBy(() -> WorkOrderFile.read(folder.resolve("none.json")))
                .isInstanceOf(NoSuchFileException.class);

        Path torn = Files.writeString(folder.resolve("torn.json"), "{\"runId\": 4");
        assertThatThrownBy(() -> WorkOrderFile.read(torn)).isInstanceOf(JacksonException.class);
    }

    @Test
    void refusesMoreSlotsThanSharers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> order(Map.of(), 3, 2))
                .withMessageContaining("was 3 of 2");
        assertThatIllegalArgumentException().isThrownBy(() -> order(Map.of(), 0, 2));
    }
}
