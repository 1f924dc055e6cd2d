package dev.backflow.launcher.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

class ImageCheckTest {
    private final ScriptedAccount account = new ScriptedAccount();
    private final Path folder;

    ImageCheckTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void wantsAnImageByItsDigest() throws IOException {
        account.s3.on("getObjectAsBytes", request -> ScriptedAccount.image("{\"image\": \"worker:latest\"}"));
        assertThat(account.faults(folder, ""))
                .containsExactly(
                        "WRONG image: The image of the workers is not known: s3://base-bucket/image/worker.json names"
                                + " no image by its digest. Push the image with scripts/push-worker-image, which"
                                + " writes it, or set aws.image in the job file.");

        account.s3.on("getObjectAsBytes", request -> ScriptedAccount.image("{\"image\": \"1.ecr/worker@sha25"));
        assertThat(account.faults(folder, ""))
                .singleElement()
                .asString()
                .contains("s3://base-bucket/image/worker.json is no JSON", "scripts/push-worker-image");

        account.s3.on("getObjectAsBytes", request -> {
            throw NoSuchKeyException.builder().statusCode(404).build();
        });
        assertThat(account.faults(folder, ""))
                .singleElement()
                .asString()
                .contains("s3://base-bucket/image/worker.json is not there", "scripts/push-worker-image");

        assertThat(account.faults(folder, "aws: {image: \"registry.example/worker@sha256:" + "b".repeat(64) + "\"}"))
                .isEmpty();
    }

    @Test
    void looksForTheImageInTheRegistry() throws IOException {
        assertThat(account.checks(folder, ""))
                .contains(AwsCheck.fine("image", ScriptedAccount.IMAGE + " as the base says, and the registry has it"));

        account.ecr.on(
                "describeImages", ScriptedAccount.refused("ImageNotFoundException", "The image does not exist", 400));
        assertThat(account.faults(folder, ""))
                .containsExactly("WRONG image: image " + ScriptedAccount.IMAGE
                        + " is not there (ImageNotFoundException: The image does not exist). Make it first, or name"
                        + " another one in the job file.");

        account.ecr.on("describeImages", ScriptedAccount.denied());
        assertThat(account.faults(folder, "aws: {image: \"" + ScriptedAccount.IMAGE + "\"}"))
                .singleElement()
                .asString()
                .startsWith("NOT_PERMITTED image: ecr:DescribeImages on image " + ScriptedAccount.IMAGE);
    }

    @Test
    void asksForTheDigestInItsRepository() throws IOException {
        account.ecr.on("describeImages", request -> {
            assertThat(request)
                    .isEqualTo(DescribeImagesRequest.builder()
                            .registryId("123456789012")
                            .repositoryName("backflow/worker")
                            .imageIds(ImageIdentifier.builder()
                                    .imageDigest(ScriptedAccount.DIGEST)
                                    .build())
                            .build());
            return DescribeImagesResponse.builder().build();
        });

        assertThat(account.faults(folder, "")).isEmpty();
        assertThat(account.asked).contains("ecr:describeImages");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "999999999999.dkr.ecr.eu-central-1.amazonaws.com/worker@sha256:",
                "123456789012.dkr.ecr.us-east-1.amazonaws.com/worker@sha256:"
            })
    void asksNoRegistryOfAnotherAccountOrRegion(String image) throws IOException {
        assertThat(account.faults(folder, "aws: {image: \"" + image + "b".repeat(64) + "\"}"))
                .isEmpty();

        assertThat(account.asked).doesNotContain("ecr:describeImages");
    }
}
