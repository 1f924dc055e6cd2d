package dev.backflow.worker.order;

import dev.backflow.run.job.Folder;
import dev.backflow.run.job.Location;
import dev.backflow.run.store.RunStore;
import dev.backflow.run.store.RunStores;
import java.io.IOException;
import java.nio.file.Path;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** A work order as a JSON file in the store of its run. */
public final class WorkOrderFile {
    /** What the launcher calls it. */
    public static final String NAME = "work-order.json";

    /** A hook's settings must be the same in every tier, so a number is a {@code Long} here as in the job file. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .addModule(new SimpleModule()
                    .addSerializer(Location.class, new ToStringSerializer(Location.class))
                    .addDeserializer(Location.class, new LocationReader()))
            .build();

    private WorkOrderFile() {}

    /**
     * Reads an order.
     *
     * @throws IOException if it cannot be read
     * @throws tools.jackson.core.JacksonException if it is none
     */
    public static WorkOrder read(RunStore store, String name) throws IOException {
        try (var in = store.read(name, 0)) {
            return JSON.readValue(in.readAllBytes(), WorkOrder.class);
        }
    }

    /**
     * Reads an order by what its launcher has called it.
     *
     * @param place a file, or {@code s3://BUCKET/KEY}
     * @throws IOException if it cannot be read
     * @throws tools.jackson.core.JacksonException if it is none
     */
    public static WorkOrder read(RunStores stores, String place) throws IOException {
        if (place.startsWith("s3://")) {
            int slash = place.lastIndexOf('/') + 1;
            return read(stores.of(Location.of(place.substring(0, slash))), place.substring(slash));
        }
        Path file = Path.of(place).toAbsolutePath();
        return read(stores.of(new Folder(file.resolveSibling(""))), String.valueOf(file.getFileName()));
    }

    /** Writes the order under the launcher's {@linkplain #NAME name}. */
    public static void write(RunStore store, WorkOrder order) throws IOException {
        try (var file = store.replace(NAME)) {
            file.out().write(JSON.writeValueAsBytes(order));
            file.commit();
        }
    }

    private static final class LocationReader extends StdScalarDeserializer<Location> {
        LocationReader() {
            super(Location.class);
        }

        @Override
        public Location deserialize(JsonParser parser, DeserializationContext context) {
            try {
                return Location.of(parser.getString());
            } catch (IllegalArgumentException e) {
                return (Location)
                        context.handleWeirdStringValue(Location.class, parser.getString(), "%s", e.getMessage());
            }
        }
    }
}
