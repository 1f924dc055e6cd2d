package dev.backflow.launcher.e2e;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class ProcessesFailpointsIT extends FailpointsContract {
    private static final int DOCUMENTS = 2_000;

    ProcessesFailpointsIT(@TempDir Path folder, @TempDir Path work) throws IOException {
        super(FailpointChains.PROCESSES, RunRepository.postgres(), folder, work);
    }

    @Override
    int prepare(JobFixture fixture) throws IOException {
        fixture.documents("ok", DOCUMENTS).jobFile("tier: processes", "limit: 10000", "workers: {max: 1, slots: 1}");
        return DOCUMENTS;
    }
}
