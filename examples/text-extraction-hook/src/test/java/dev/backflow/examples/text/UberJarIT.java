package dev.backflow.examples.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.backflow.engine.EngineOptions;
import dev.backflow.engine.HookEngine;
import dev.backflow.engine.HookJar;
import dev.backflow.engine.Served;
import dev.backflow.engine.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as a run loads it: alone, in a class loader of its own. */
class UberJarIT {
    private static final Path JAR = Path.of("target/text-extraction-hook.jar");

    @Test
    void findsEveryParserInItsOwnJar(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("log.pdf"), SamplePdf.of("Cone six at noon"));

        Map<String, Served> served = serve(List.of(ListedFile.of(folder, file)), 1);

        assertThat(served).containsOnlyKeys("log.pdf");
        assertThat(served.values()).extracting(Served::status).containsExactly("EXTRACTED");
    }

    @Test
    void carriesLicencesButNoSignatures() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
            assertThat(jar.getEntry("META-INF/NOTICE")).isNotNull();
            assertThat(jar.stream()).noneMatch(entry -> entry.getName().matches("META-INF/[^/]+\\.(SF|DSA|RSA|EC)"));
        }
    }

    @Test
    void givesRealDocumentsTheSamePayloadOnAnyThreadInAnyOrder() throws Exception {
        Path corpus = Path.of(System.getProperty("backflow.corpus", "../../../shared/corpus"));
        assumeThat(corpus)
                .as("the folder of real documents; name it with -Dbackflow.corpus=DIR")
                .isDirectory();
        List<ListedFile> documents = documents(corpus);
        List<ListedFile> backwards = new ArrayList<>(documents);
        Collections.reverse(backwards);

        Map<String, Served> oneByOne = serve(documents, 1);
        Map<String, Served> fourAtOnce = serve(backwards, 4);

        assertThat(fourAtOnce).isEqualTo(oneByOne);
        assertThat(oneByOne.values()).extracting(Served::status).containsOnly("EXTRACTED", "EMPTY", "ENCRYPTED");
        assertThat(oneByOne.values())
                .filteredOn(served -> served.verdict() == Verdict.EXHAUSTED)
                .hasSizeLessThan(documents.size() / 5);
    }

    private static List<ListedFile> documents(Path corpus) throws IOException {
        try (var files = Files.walk(corpus)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("README.md"))
                    .sorted()
                    .map(file -> ListedFile.of(corpus, file))
                    .toList();
        }
    }

    private static Map<String, Served> serve(List<ListedFile> documents, int threads) throws Exception {
        Map<String, Served> served = new TreeMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (HookJar jar = HookJar.open(JAR, null, Map.of());
                HookEngine engine = new HookEngine(jar.hook(), EngineOptions.defaults())) {
            Map<String, Future<Served>> futures = new TreeMap<>();
            documents.forEach(document -> futures.put(document.name(), pool.submit(() -> engine.serve(document))));
            for (var future : futures.entrySet()) {
                served.put(future.getKey(), future.getValue().get());
            }
        } finally {
            pool.shutdownNow();
        }
        return served;
    }
}
