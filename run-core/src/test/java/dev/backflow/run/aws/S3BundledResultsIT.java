package dev.backflow.run.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.emulator.Moto;
import dev.backflow.run.job.S3Location;
import dev.backflow.run.outcome.ChunkId;
import dev.backflow.run.result.ResultStore;
import dev.backflow.run.result.ResultStoreContract;
import dev.backflow.run.result.Results;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class S3BundledResultsIT extends ResultStoreContract {
    private final Moto moto = Moto.shared();
    private final S3Location results = new S3Location(moto.newBucket(), "");

    @Override
    protected ResultStore store() {
        return new S3BundledResults(TestS3.calls(moto.endpoint()), "invoices", results);
    }

    @Override
    protected @Nullable String content(String name) {
        return TestS3.content(moto, results, name);
    }

    @Override
    protected Map<String, String> contents() {
        return TestS3.contents(moto, results);
    }

    @Test
    void keepsTheBundlesOfTwoOwnersApart() throws IOException {
        store().publish(CHUNK, List.of(Results.completed(100, "a")));
        store().publish(new ChunkId(17, 3, 100, 3), List.of(Results.completed(100, "a")));

        assertThat(contents())
                .containsOnlyKeys("invoices-17/0000000100-p3-f2.jsonl", "invoices-17/0000000100-p3-f3.jsonl");
    }
}
