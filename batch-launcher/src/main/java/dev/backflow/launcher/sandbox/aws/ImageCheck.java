package dev.backflow.launcher.sandbox.aws;

import dev.backflow.run.job.Aws;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/** Whether there is an image of the worker, by its digest, and the registry has it. */
final class ImageCheck {
    private static final String SUBJECT = "image";

    /** Source: Amazon ECR User Guide, "Amazon ECR private registry". */
    private static final Pattern IN_ECR = Pattern.compile(
            "(?<account>[0-9]{12})\\.dkr\\.ecr\\.(?<region>[a-z0-9-]+)\\.amazonaws\\.com/(?<name>[^@]+)@(?<digest>sha256:[0-9a-f]{64})");

    private final AwsClients clients;
    private final AwsCheckList checks;

    ImageCheck(AwsClients clients, AwsCheckList checks) {
        this.clients = clients;
        this.checks = checks;
    }

    /**
     * Looks at the image that a run would have.
     *
     * @param base null if there is none
     * @param identity whose credentials these are, as an ARN
     */
    void look(Aws aws, @Nullable Base base, String identity) {
        String named = aws.image();
        if (named != null) {
            inRegistry(named, "as the job file says", identity);
        } else if (base != null) {
            String image = ofBase(base);
            if (image != null) {
                inRegistry(image, "as the base says", identity);
            }
        }
    }

    private @Nullable String ofBase(Base base) {
        var image = new WorkerImage(base.baseBucket());
        try {
            return checks.call(SUBJECT, "s3:GetObject", image.location(), () -> image.read(clients.s3()));
        } catch (SandboxException e) {
            checks.fault(SUBJECT, e);
            return null;
        }
    }

    /** Another account's registry may let the workers in and nobody else, so that it is not asked. */
    private void inRegistry(String image, String who, String identity) {
        Matcher place = IN_ECR.matcher(image);
        if (!place.matches()
                || !place.group("region").equals(clients.region())
                || !identity.contains("::" + place.group("account") + ":")) {
            checks.fine(
                    SUBJECT,
                    "%s %s; it is not in the registry of this account and region, which is asked alone"
                            .formatted(image, who));
            return;
        }
        ImageIdentifier digest =
                ImageIdentifier.builder().imageDigest(place.group("digest")).build();
        Object found = checks.call(
                SUBJECT,
                "ecr:DescribeImages",
                "image " + image,
                () -> clients.ecr()
                        .describeImages(request -> request.registryId(place.group("account"))
                                .repositoryName(place.group("name"))
                                .imageIds(List.of(digest))));
        if (found != null) {
            checks.fine(SUBJECT, "%s %s, and the registry has it".formatted(image, who));
        }
    }
}
