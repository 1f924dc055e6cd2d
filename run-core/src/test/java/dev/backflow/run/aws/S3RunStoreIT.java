package dev.backflow.run.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.backflow.run.emulator.Moto;
import dev.backflow.run.file.Drained;
import dev.backflow.run.file.StoreException;
import dev.backflow.run.job.S3Location;
import dev.backflow.run.store.RunStoreContract;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3RunStoreIT extends RunStoreContract {
    private static final String BUCKET = "base";
    private static final AtomicInteger RUNS = new AtomicInteger();

    private static Moto moto;
    private static S3Client s3;

    S3RunStoreIT() {
        super(new S3RunStore(s3, new S3Location(BUCKET, "jobs/invoices/runs/%d/".formatted(RUNS.incrementAndGet()))));
    }

    @BeforeAll
    static void start() {
        moto = Moto.start();
        s3 = moto.s3();
        s3.createBucket(bucket ->
                bucket.bucket(BUCKET).createBucketConfiguration(where -> where.locationConstraint(Moto.REGION)));
    }

    @AfterAll
    static void stop() {
        if (moto != null) {
            s3.close();
            moto.close();
        }
    }

    @Test
    void listsMoreThanAPage() throws IOException {
        var store = new S3RunStore(TestS3.calls(moto.endpoint()), new S3Location(BUCKET, "pages/"), 10);
        for (int i = 0; i < 25; i++) {
            String key = "pages/segments/p00000/%010d-f1.jsonl".formatted(i);
            s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.empty());
        }

        assertThat(Drained.of(store.list("segments/"))).hasSize(25).doesNotHaveDuplicates();
    }

    @Test
    void leavesNoUploadOfAFileThatWasDropped() throws IOException {
        var store = new S3RunStore(s3, new S3Location(BUCKET, "dropped/"));

        try (var file = store.write("large")) {
            file.out().write(new byte[9_000_000]);
        }

        assertThat(s3.listMultipartUploads(list -> list.bucket(BUCKET)).uploads())
                .isEmpty();
    }

    @Test
    void refusesToMixTwoVersionsOfOneFile() throws IOException {
        var store = new S3RunStore(s3, new S3Location(BUCKET, "changed/"));
        put(store, new byte[1_000_000]);

        try (var in = store.read("manifest.jsonl", 0)) {
            in.read();
            put(store, new byte[] {1, 2, 3});

            assertThatExceptionOfType(IOException.class).isThrownBy(in::readAllBytes);
        }
    }

    @Test
    void saysWhatFailedAndWhere() {
        var store = new S3RunStore(s3, new S3Location("not-there", "jobs/"));

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> Drained.of(store.list("segments/")))
                .withMessageStartingWith("There is no such bucket (s3://not-there/jobs/segments/).")
                .satisfies(fault -> assertThat(fault.kind()).isEqualTo(StoreException.Kind.NOT_THERE));
    }

    private static void put(S3RunStore store, byte[] content) throws IOException {
        try (var file = store.replace("manifest.jsonl")) {
            file.out().write(content);
            file.commit();
        }
    }
}
