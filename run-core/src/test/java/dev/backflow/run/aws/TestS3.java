package dev.backflow.run.aws;

import dev.backflow.run.emulator.Moto;
import dev.backflow.run.job.S3Location;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Ways to S3 for tests: as in a run, but for waiting. */
final class TestS3 {
    private TestS3() {}

    /** At an address that speaks S3. */
    static S3Calls calls(URI endpoint) {
        return new S3Calls(S3Clients.at(endpoint, Moto.REGION, Moto.credentials()), patience());
    }

    /** Patient for as long as a slow machine may need, with waits of a few milliseconds. */
    static S3Patience patience() {
        return new S3Patience(
                Duration.ofMinutes(2),
                duration -> Thread.sleep(Math.min(5, duration.toMillis())),
                () -> 0.5,
                System::nanoTime);
    }

    /** The object of that name below a location; null if there is none. */
    static @Nullable String content(Moto moto, S3Location place, String name) {
        try (var s3 = moto.s3()) {
            return s3.getObjectAsBytes(get -> get.bucket(place.bucket()).key(place.key(name)))
                    .asUtf8String();
        } catch (NoSuchKeyException e) {
            return null;
        }
    }

    /** All objects below a location, by their names relative to it. */
    static Map<String, String> contents(Moto moto, S3Location place) {
        var contents = new TreeMap<String, String>();
        try (var s3 = moto.s3()) {
            s3.listObjectsV2Paginator(list -> list.bucket(place.bucket()).prefix(place.prefix())).contents().stream()
                    .map(S3Object::key)
                    .forEach(key -> contents.put(
                            key.substring(place.prefix().length()),
                            s3.getObjectAsBytes(
                                            get -> get.bucket(place.bucket()).key(key))
                                    .asUtf8String()));
        }
        return contents;
    }
}
