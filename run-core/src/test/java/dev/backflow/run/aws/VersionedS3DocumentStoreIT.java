package dev.backflow.run.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.emulator.Moto;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

class VersionedS3DocumentStoreIT extends S3DocumentStoreIT {
    @BeforeEach
    void keepVersions() {
        try (var s3 = Moto.shared().s3()) {
            s3.putBucketVersioning(versioning -> versioning
                    .bucket(source.bucket())
                    .versioningConfiguration(how -> how.status(BucketVersioningStatus.ENABLED)));
        }
    }

    @Override
    protected boolean keepsVersions() {
        return true;
    }

    /** Without control characters: moto lists versions in plain XML, which cannot hold them, whatever is asked for. */
    @Override
    protected List<String> keys() {
        return super.keys().stream()
                .filter(key -> key.chars().noneMatch(Character::isISOControl))
                .toList();
    }

    @Test
    void leavesOutWhatWasDeletedAndListsOnlyTheLatest() throws IOException {
        put("gone", "1");
        put("kept", "1");
        put("kept", "2!");
        remove("gone");

        assertThat(only().key()).isEqualTo("kept");
        assertThat(only().size()).isEqualTo(2);
        assertThat(only().version()).doesNotStartWith("etag:");
    }
}
