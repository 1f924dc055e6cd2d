package dev.backflow.run.aws;

import dev.backflow.run.job.S3Location;
import dev.backflow.run.outcome.ChunkId;
import dev.backflow.run.outcome.DocumentOutcome;
import dev.backflow.run.outcome.JsonBuffer;
import dev.backflow.run.result.BundleName;
import dev.backflow.run.result.ResultLine;
import dev.backflow.run.result.ResultStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * One object of JSON lines per chunk. Its name has the fence, so that no two attempts at a chunk write the same object,
 * and publishing one again writes the same bytes again.
 */
public final class S3BundledResults implements ResultStore {
    private final S3Calls calls;
    private final String job;
    private final S3Location results;

    /** @param job the job's name: two jobs may share a place for their results */
    public S3BundledResults(S3Calls calls, String job, S3Location results) {
        this.calls = calls;
        this.job = job;
        this.results = results;
    }

    @Override
    public String nameFor(String document, ChunkId chunk) {
        return BundleName.of(job, chunk);
    }

    @Override
    public void publish(ChunkId chunk, Iterable<DocumentOutcome> outcomes) throws IOException {
        var buffer = new JsonBuffer();
        for (var outcome : outcomes) {
            ResultLine.append(buffer, chunk.run(), outcome);
        }
        var content = new ByteArrayOutputStream(buffer.size());
        buffer.drainTo(content);
        String key = results.key(BundleName.of(job, chunk));
        var body = RequestBody.fromBytes(content.toByteArray());
        calls.call(
                "s3:PutObject",
                "s3://" + results.bucket() + "/" + key,
                s3 -> s3.putObject(
                        put -> put.bucket(results.bucket()).key(key).contentType("application/x-ndjson"), body));
    }

    /** A PUT is there whole or not at all, so that nobody leaves anything half done. */
    @Override
    public void sweep(int run) {}
}
