package dev.backflow.launcher.e2e;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class InlineFailpointsIT extends FailpointsContract {
    private static final int DOCUMENTS = 32;

    InlineFailpointsIT(@TempDir Path folder, @TempDir Path work) throws IOException {
        super(FailpointChains.INLINE, RunRepository.embedded(), folder, work);
    }

    @Override
    int prepare(JobFixture fixture) throws IOException {
        fixture.documents("ok", DOCUMENTS).jobFile("tier: inline", "workers: {slots: 1}");
        return DOCUMENTS;
    }
}
