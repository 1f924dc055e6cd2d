package dev.backflow.worker.order;

import dev.backflow.run.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A work order as a JSON file in the run's folder. */
public final class WorkOrderFile {
    /** A hook's settings must be the same in every tier, so a number is a {@code Long} here as in the job file. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();

    private WorkOrderFile() {}

    /**
     * Reads an order.
     *
     * @throws IOException if it cannot be read, or is none
     */
    public static WorkOrder read(Path file) throws IOException {
        return JSON.readValue(Files.readAllBytes(file), WorkOrder.class);
    }

    public static void write(Path file, WorkOrder order) throws IOException {
        AtomicFile.write(file, JSON.writeValueAsBytes(order));
    }
}
