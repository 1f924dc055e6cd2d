package dev.backflow.launcher.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

class AwsChecksTest {
    /** What may be asked beforehand: nothing of it makes or changes anything that lasts. */
    private static final List<String> HARMLESS = List.of(
            "sts:getCallerIdentity",
            "cloudformation:describeStacks",
            "s3:getObjectAsBytes",
            "s3:listObjectsV2",
            "s3:headObject",
            "s3:createMultipartUpload",
            "s3:abortMultipartUpload",
            "ecr:describeImages",
            "ecs:listClusters",
            "scheduler:listSchedules",
            "tagging:getResources",
            "secrets:getSecretValue",
            "secrets:describeSecret");

    private final ScriptedAccount account = new ScriptedAccount();
    private final Path folder;

    AwsChecksTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void findsNothingWrongWhereEverythingIsThere() throws IOException {
        List<AwsCheck> checks = account.checks(folder, "");

        assertThat(checks).allMatch(check -> check.fault() == null);
        assertThat(checks)
                .extracting(AwsCheck::subject)
                .containsExactly(
                        "credentials",
                        "base",
                        "image",
                        "source",
                        "results",
                        "base bucket",
                        "sandboxes",
                        "workers",
                        "dead-man's switch",
                        "leftovers",
                        "job repository");
        assertThat(checks.toString()).doesNotContain("hunter2");
        assertThat(HARMLESS).containsAll(account.asked);
    }

    @Test
    void reportsEverythingThatIsNotPermittedByActionAndResource() throws IOException {
        account.s3.on("headObject", ScriptedAccount.denied());
        account.s3.on("createMultipartUpload", ScriptedAccount.denied());
        account.ecs.on("listClusters", ScriptedAccount.denied());
        account.secrets.on("getSecretValue", ScriptedAccount.denied());

        assertThat(account.faults(folder, ""))
                .containsExactly(
                        "NOT_PERMITTED source: s3:GetObject on arn:aws:s3:::documents/in/a.pdf is not permitted"
                                + " (AccessDenied: no). Give it to the launcher's role, or renew its credentials.",
                        "NOT_PERMITTED results: s3:PutObject on arn:aws:s3:::results/out/.backflow-doctor is not"
                                + " permitted (AccessDenied: no). Give it to the launcher's role, or renew its"
                                + " credentials.",
                        "NOT_PERMITTED base bucket: s3:PutObject on arn:aws:s3:::base-bucket/jobs/.backflow-doctor is not"
                                + " permitted (AccessDenied: no). Give it to the launcher's role, or renew its"
                                + " credentials.",
                        "NOT_PERMITTED workers: ecs:ListClusters on * is not permitted (AccessDenied: no). Give it to"
                                + " the launcher's role, or renew its credentials.",
                        "NOT_PERMITTED job repository: secretsmanager:GetSecretValue on OwnerSecretArn is not permitted"
                                + " (AccessDenied: no). Give it to the launcher's role, or renew its credentials.");
    }

    @Test
    void noticesThatStacksCannotBeListed() throws IOException {
        account.cloudFormation.on("describeStacks", request -> {
            if (((DescribeStacksRequest) request).stackName() == null) {
                return ScriptedAccount.denied().apply(request);
            }
            return ScriptedAccount.base(Samples.OUTPUTS, StackStatus.UPDATE_COMPLETE);
        });

        assertThat(account.faults(folder, ""))
                .containsExactly(
                        "NOT_PERMITTED sandboxes: cloudformation:ListStacks on * is not permitted (AccessDenied:"
                                + " no). Give it to the launcher's role, or renew its credentials.");
    }

    @Test
    void asksNothingMoreWithoutCredentials() throws IOException {
        account.sts.on("getCallerIdentity", request -> {
            throw SdkClientException.create("Unable to load credentials from any of the providers in the chain");
        });

        assertThat(account.faults(folder, ""))
                .containsExactly("NOT_PERMITTED credentials: No AWS credentials were found. Set AWS_PROFILE, or sign in"
                        + " with: aws sso login");
        assertThat(account.asked).containsExactly("sts:getCallerIdentity");
    }

    @Test
    void tellsAnUnreachableServiceFromWhatIsMissing() throws IOException {
        account.cloudFormation.on(
                "describeStacks", ScriptedAccount.refused("ValidationError", "Stack with id x does not exist", 400));
        account.s3.on("listObjectsV2", request -> {
            throw SdkClientException.create("Unable to execute HTTP request: Connection refused");
        });

        assertThat(account.faults(folder, ""))
                .containsExactly(
                        "WRONG base: stack backflow-base is not there (ValidationError: Stack with id x does not exist)."
                                + " Make it first, or name another one in the job file.",
                        "UNAVAILABLE source: s3:ListBucket could not be called (Unable to execute HTTP request:"
                                + " Connection refused). Check the network and the region.");
    }

    @Test
    void looksAtTheWorkersSecretOfARepositoryElsewhere() throws IOException {
        account.checks(folder, """
                repository:
                  url: jdbc:postgresql://db/x
                  user: me
                  worker-secret: arn:aws:secretsmanager:eu-central-1:123456789012:secret:db
                """);

        assertThat(account.asked).contains("secrets:describeSecret").doesNotContain("secrets:getSecretValue");
    }
}
