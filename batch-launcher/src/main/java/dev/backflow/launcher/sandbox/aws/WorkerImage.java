package dev.backflow.launcher.sandbox.aws;

import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The workers' image as a base names it, in its bucket, for the jobs that name none. */
record WorkerImage(String bucket) {
    private static final String KEY = "image/worker.json";
    private static final Pattern WITH_DIGEST = Pattern.compile("\\S+@sha256:[0-9a-f]{64}");

    /** The object that names it. */
    String location() {
        return "s3://%s/%s".formatted(bucket, KEY);
    }

    /**
     * Asks for it.
     *
     * @return with its digest
     * @throws SandboxException if there is no such object, or it names no image
     */
    String read(S3Client s3) {
        byte[] told;
        try {
            told = s3.getObjectAsBytes(request -> request.bucket(bucket).key(KEY))
                    .asByteArray();
        } catch (NoSuchKeyException e) {
            throw wrong("is not there");
        }
        String image;
        try {
            image = JsonMapper.shared().readTree(told).path("image").asString("");
        } catch (JacksonException e) {
            throw wrong("is no JSON");
        }
        if (!WITH_DIGEST.matcher(image).matches()) {
            throw wrong("names no image by its digest");
        }
        return image;
    }

    private SandboxException wrong(String what) {
        return new SandboxException(
                SandboxException.Kind.WRONG,
                "The image of the workers is not known: %s %s. Push the image with scripts/push-worker-image, which writes it, or set aws.image in the job file."
                        .formatted(location(), what));
    }
}
