package dev.backflow.run.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocationTest {
    @ParameterizedTest
    @ValueSource(strings = {"file:/data/in", "s3://bucket/", "s3://a.b-c9/deep/er/", "s3://bucket/a b+%20ü/"})
    void isReadBackFromItsText(String text) {
        assertThat(Location.of(text)).hasToString(text).isEqualTo(Location.of(text));
    }

    @Test
    void isShownAsPeopleKnowIt() {
        assertThat(new Folder(Path.of("/data/in")).shown()).isEqualTo("/data/in");
        assertThat(new S3Location("bucket", "in/").shown()).isEqualTo("s3://bucket/in/");
    }

    @Test
    void namesWhatIsBelowIt() {
        var location = new S3Location("bucket", "jobs/");

        assertThat(location.resolve("a")).isEqualTo(new S3Location("bucket", "jobs/a/"));
        assertThat(location.key("a.json")).isEqualTo("jobs/a.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab",
                "a.",
                "-ab",
                "aBc",
                "a_b",
                "a..b",
                "1.2.3.4",
                "xn--abc",
                "sthree-abc",
                "amzn-s3-demo-abc",
                "abc-s3alias",
                "abc--ol-s3",
                "abc.mrap",
                "abc--x-s3",
                "abc--table-s3",
                "a/b",
                "",
            })
    void hasOnlyBucketsThatMayExist(String bucket) {
        assertThatThrownBy(() -> new S3Location(bucket, "")).isInstanceOf(IllegalArgumentException.class);
        assertThat("s3://" + bucket + "/").doesNotMatch("^s3://" + BucketName.PATTERN + "/$");
    }

    @Test
    void hasBucketsOfUpTo63Letters() {
        assertThat(new S3Location("a".repeat(63), "").bucket()).hasSize(63);
        assertThatThrownBy(() -> new S3Location("a".repeat(64), "")).hasMessageContaining("3 to 63");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "a", "a//", "/a/", "./", "a/../", "../", "a/./b/", "a\nb/"})
    void hasOnlyPrefixesThatNothingResolvesAway(String prefix) {
        assertThatThrownBy(() -> new S3Location("bucket", prefix)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leavesHalfOfAKeyToNames() {
        assertThat(new S3Location("bucket", "ü".repeat(255) + "/").prefix()).hasSize(256);
        assertThatThrownBy(() -> new S3Location("bucket", "ü".repeat(256) + "/"))
                .hasMessageContaining("512 bytes");
    }
}
