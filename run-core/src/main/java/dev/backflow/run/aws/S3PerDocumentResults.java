package dev.backflow.run.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.backflow.run.file.StoreException;
import dev.backflow.run.job.S3Location;
import dev.backflow.run.outcome.ChunkId;
import dev.backflow.run.outcome.DocumentOutcome;
import dev.backflow.run.outcome.JsonBuffer;
import dev.backflow.run.result.ResultLine;
import dev.backflow.run.result.ResultName;
import dev.backflow.run.result.ResultStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * One JSON object per document, named after it, by one PUT each. What is there already gives way to what comes later,
 * and to nothing else: an object carries its {@link Edition}, and each PUT has a condition, so that a worker that was
 * fenced off, paused before its PUT for however long, cannot put an old result over a newer one. Several go out at a
 * time.
 */
public final class S3PerDocumentResults implements ResultStore {
    /** Bytes of UTF-8 (source: Amazon S3 User Guide, "Naming Amazon S3 objects"). */
    private static final int LONGEST_KEY = 1_024;

    /** Each but the first is lost to somebody who wrote between two calls. */
    private static final int MOST_ROUNDS = 50;

    private final S3Calls calls;
    private final Fan fan;
    private final String job;
    private final S3Location results;
    private final ResultName names = new ResultName(false);

    /** @param job the job's name: two jobs may share a place for their results */
    public S3PerDocumentResults(S3Calls calls, Fan fan, String job, S3Location results) {
        this.calls = calls;
        this.fan = fan;
        this.job = job;
        this.results = results;
    }

    @Override
    public String nameFor(String document, ChunkId chunk) {
        String name = names.of(document);
        return fits(name) ? name : ResultName.hashed(document);
    }

    private boolean fits(String name) {
        return results.key(name).getBytes(UTF_8).length <= LONGEST_KEY;
    }

    @Override
    public void publish(ChunkId chunk, Iterable<DocumentOutcome> outcomes) throws IOException {
        var edition = new Edition(job, chunk.run(), chunk.fence());
        List<Callable<Void>> puts = new ArrayList<>();
        for (var outcome : outcomes) {
            puts.add(() -> {
                put(results.key(nameFor(outcome.document(), chunk)), line(chunk.run(), outcome), edition);
                return null;
            });
        }
        fan.all(puts);
    }

    private static byte[] line(int run, DocumentOutcome outcome) throws IOException {
        var buffer = new JsonBuffer();
        ResultLine.append(buffer, run, outcome);
        var bytes = new ByteArrayOutputStream(buffer.size());
        buffer.drainTo(bytes);
        return bytes.toByteArray();
    }

    private void put(String key, byte[] content, Edition edition) throws IOException {
        String where = "s3://" + results.bucket() + "/" + key;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            // Most results are the first under their name.
            HeadObjectResponse found = round == 0 ? null : head(where, key);
            if (found != null && !edition.replaces(found.metadata())) {
                return;
            }
            if (isPut(where, request(key, edition, found), content)) {
                return;
            }
        }
        throw new StoreException(
                StoreException.Kind.UNAVAILABLE,
                "S3 refuses each PUT of this result as one that others have overtaken",
                where,
                "See who else writes there; only one job may.",
                null);
    }

    private PutObjectRequest request(String key, Edition edition, @Nullable HeadObjectResponse found) {
        var request = PutObjectRequest.builder()
                .bucket(results.bucket())
                .key(key)
                .contentType("application/json")
                .metadata(edition.metadata());
        return (found == null ? request.ifNoneMatch("*") : request.ifMatch(found.eTag())).build();
    }

    /** @return false if the object is not, or not any more, as the request wants it to be before */
    private boolean isPut(String where, PutObjectRequest request, byte[] content) throws IOException {
        try {
            calls.call("s3:PutObject", where, s3 -> s3.putObject(request, RequestBody.fromBytes(content)));
            return true;
        } catch (AwsServiceException e) {
            return false;
        }
    }

    private @Nullable HeadObjectResponse head(String where, String key) throws IOException {
        try {
            return calls.call(
                    "s3:GetObject",
                    where,
                    s3 -> s3.headObject(head -> head.bucket(results.bucket()).key(key)));
        } catch (AwsServiceException e) {
            return null;
        }
    }

    /** A PUT is there whole or not at all, so that nobody leaves anything half done. */
    @Override
    public void sweep(int run) {}
}
