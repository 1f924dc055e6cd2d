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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

class S3PerDocumentResultsIT extends ResultStoreContract {
    private final Moto moto = Moto.shared();
    private final S3Location results = new S3Location(moto.newBucket(), "some/results/");
    private final Fan fan = new Fan(8);

    @AfterEach
    void close() {
        fan.close();
    }

    @Override
    protected ResultStore store() {
        return store("invoices");
    }

    private ResultStore store(String job) {
        return new S3PerDocumentResults(TestS3.calls(moto.endpoint()), fan, job, results);
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
    void keepsTheResultOfALaterOwner() throws IOException {
        store().publish(new ChunkId(17, 3, 100, 3), List.of(Results.completed(100, "a")));

        store().publish(new ChunkId(17, 3, 100, 2), List.of(Results.rejected(100, "a")));

        assertThat(contents().get("a.json")).contains("\"completed\"");
    }

    @Test
    void replacesTheResultsOfAnEarlierOwnerAnEarlierRunAndAnotherJob() throws IOException {
        store("other").publish(new ChunkId(99, 0, 0, 9), List.of(Results.rejected(100, "a")));
        store().publish(new ChunkId(16, 3, 100, 9), List.of(Results.completed(100, "a")));
        assertThat(contents().get("a.json")).contains("\"run\":16");

        store().publish(new ChunkId(17, 3, 100, 2), List.of(Results.rejected(100, "a")));
        assertThat(contents().get("a.json")).contains("\"run\":17");

        store().publish(new ChunkId(17, 3, 100, 3), List.of(Results.completed(100, "a")));
        assertThat(contents().get("a.json")).contains("\"completed\"", "\"run\":17");
    }

    @Test
    void replacesWhatSomebodyElseHasPutThere() throws IOException {
        try (var s3 = moto.s3()) {
            s3.putObject(
                    put -> put.bucket(results.bucket()).key(results.key("a.json")), RequestBody.fromString("other"));
        }

        store().publish(CHUNK, List.of(Results.completed(100, "a")));

        assertThat(contents().get("a.json")).contains("\"completed\"");
    }

    @Test
    void shortensAKeyThatS3WouldNotTake() throws IOException {
        String document = "d/".repeat(505) + "x";

        store().publish(CHUNK, List.of(Results.completed(100, document)));

        assertThat(contents().keySet())
                .singleElement()
                .asString()
                .startsWith("~/")
                .isEqualTo(store().nameFor(document, CHUNK));
    }
}
