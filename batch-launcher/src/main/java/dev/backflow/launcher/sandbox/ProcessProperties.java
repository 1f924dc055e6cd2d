package dev.backflow.launcher.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.deployer.spi.app.AppDeployer;
import org.springframework.cloud.deployer.spi.util.ByteSizeUtils;
import org.springframework.cloud.deployer.spi.util.CommandLineTokenizer;

/**
 * What the deployment properties of a request ask for. Keys with another prefix than {@link #PREFIX} are for other
 * task launchers, except the deployer's own {@link #MEMORY}.
 *
 * @param javaOptions options for the JVM, before all others of the command
 * @param workingDirectory where the process starts, or null for this process's own
 */
record ProcessProperties(List<String> javaOptions, @Nullable Path workingDirectory) {
    static final String PREFIX = AppDeployer.PREFIX + "process.";
    static final String MEMORY = AppDeployer.MEMORY_PROPERTY_KEY;
    static final String JAVA_OPTIONS = PREFIX + "java-options";
    static final String WORKING_DIRECTORY = PREFIX + "working-directory";

    ProcessProperties {
        javaOptions = List.copyOf(javaOptions);
    }

    /** @throws IllegalArgumentException if a key is unknown or a value is wrong; names all faults */
    static ProcessProperties of(Map<String, String> properties) {
        List<String> faults = new ArrayList<>();
        unknown(properties)
                .forEach(key ->
                        faults.add("%s is not known. Use %s or %s.".formatted(key, JAVA_OPTIONS, WORKING_DIRECTORY)));

        List<String> options = new ArrayList<>();
        String memory = properties.get(MEMORY);
        if (memory != null) {
            try {
                options.add("-Xmx" + ByteSizeUtils.parseToMebibytes(memory.trim()) + "m");
            } catch (IllegalArgumentException e) {
                faults.add("%s is %s. Use a number of mebibytes, or one with m or g, such as 512m."
                        .formatted(MEMORY, memory));
            }
        }
        try {
            options.addAll(new CommandLineTokenizer(properties.getOrDefault(JAVA_OPTIONS, "")).getArgs());
        } catch (IllegalStateException e) {
            faults.add("%s is %s. Close its quotes.".formatted(JAVA_OPTIONS, properties.get(JAVA_OPTIONS)));
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", faults));
        }

        String directory = properties.get(WORKING_DIRECTORY);
        return new ProcessProperties(options, directory == null ? null : Path.of(directory));
    }

    private static List<String> unknown(Map<String, String> properties) {
        return properties.keySet().stream()
                .filter(key -> key.startsWith(PREFIX))
                .filter(key -> !key.equals(JAVA_OPTIONS) && !key.equals(WORKING_DIRECTORY))
                .sorted()
                .toList();
    }
}
