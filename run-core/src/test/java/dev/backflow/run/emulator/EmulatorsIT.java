package dev.backflow.run.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

class EmulatorsIT {
    @Test
    void motoKeepsObjectsOnTheLoopbackAddressAndIsGoneWhenClosed() {
        long pid;
        try (var moto = Moto.start();
                var s3 = moto.s3()) {
            pid = moto.pid();
            assertThat(moto.endpoint().getHost()).isEqualTo("127.0.0.1");
            s3.createBucket(bucket ->
                    bucket.bucket("bucket").createBucketConfiguration(where -> where.locationConstraint(Moto.REGION)));
            s3.putObject(put -> put.bucket("bucket").key("k"), RequestBody.fromString("content"));

            assertThat(s3.getObjectAsBytes(get -> get.bucket("bucket").key("k")).asUtf8String())
                    .isEqualTo("content");
        }
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive)).isNotEqualTo(Optional.of(true));
    }

    @Test
    void cfnLintIsAmongTheTools() throws Exception {
        var version = PythonTools.required().run("cfnlint.runner", "--version");

        assertThat(version.output()).contains("1.58.0");
        assertThat(version.exit()).isZero();
    }
}
