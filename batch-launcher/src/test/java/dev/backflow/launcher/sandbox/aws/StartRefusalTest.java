package dev.backflow.launcher.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.model.Failure;

class StartRefusalTest {
    private static final String ARN = "arn:aws:ecs:eu-central-1:1:cluster/backflow-capacity-limit-r7";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SAME_CALL  | 400 | ThrottlingException       | Rate exceeded
            SAME_CALL  | 400 | Throttling                | You have reached your capacity for calls
            SAME_CALL  | 400 | RequestLimitExceeded      | Request limit exceeded.
            SAME_CALL  | 429 | TooManyRequestsException  | Slow down
            SAME_CALL  | 500 | ServerException           | Service Unavailable. Please try again later.
            SAME_CALL  | 400 | ServerException           | Server error.
            SAME_CALL  | 503 | Unknown                   | Capacity of this endpoint is unavailable
            SAME_CALL  | 400 | ExpiredTokenException     | The security token included in the request is expired
            SAME_CALL  | 400 | InvalidParameterException | Error retrieving security group information for [sg-1]: Request limit exceeded. (ErrorCode: RequestLimitExceeded)
            SAME_CALL  | 400 | ClientException           | Error retrieving subnets (Service: Ec2; Status Code: 503; Error Code: ServiceUnavailable)
            ELSEWHERE  | 400 | ClientException           | Capacity is unavailable at this time. Please try again later or in a different availability zone
            OTHER_KIND | 400 | ClientException           | You've reached the limit on the number of tasks you can run concurrently
            OTHER_KIND | 400 | ClientException           | You’ve reached the limit on the number of vCPUs you can run concurrently
            OTHER_KIND | 400 | ClientException           | The requested CPU configuration is above your limit
            OTHER_KIND | 400 | LimitExceededException    | The limit for the resource was exceeded.
            NONE       | 400 | ClientException           | TaskDefinition not found: capacity-limit:3
            NONE       | 400 | InvalidParameterException | The limit of the container's memory is above the capacity of the task
            NONE       | 400 | InvalidParameterException | No subnet (ErrorCode: InvalidSubnetID.NotFound)
            NONE       | 400 | AccessDeniedException     | User: me is not authorized to perform: ecs:RunTask on capacity-limit
            NONE       | 400 | UnrecognizedClientException | The security token included in the request is invalid
            NONE       | 400 | ClusterNotFoundException  | No cluster for capacity-limit
            NONE       | 400 | BlockedException          | Your account is blocked: a limit was passed
            NONE       | 400 | PlatformUnknownException  | The platform version does not exist
            NONE       | 400 | UnsupportedFeatureException | No capacity of this kind in this region
            """)
    void judgesAnExceptionByItsCodeBeforeItsWords(StartRefusal.Remedy remedy, int status, String code, String message) {
        AwsServiceException fault = CloudFaults.service("ecs:RunTask", code, message, status);

        assertThat(StartRefusal.of(fault)).isEqualTo(new StartRefusal(remedy, code + ": " + message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ELSEWHERE  | RESOURCE:CPU
            ELSEWHERE  | RESOURCE:MEMORY
            ELSEWHERE  | RESOURCE:ENI
            ELSEWHERE  | RESOURCE:FARGATE
            ELSEWHERE  | AGENT
            ELSEWHERE  | ATTRIBUTE
            ELSEWHERE  | LOCATION
            ELSEWHERE  | INACTIVE
            ELSEWHERE  | MISSING
            ELSEWHERE  | Capacity is unavailable at this time. Please try again later or in a different availability zone
            OTHER_KIND | You've reached the limit on the number of tasks you can run concurrently
            OTHER_KIND | You’ve reached the limit on the number of vCPUs you can run concurrently
            OTHER_KIND | The requested MEMORY configuration is above your limit
            """)
    void judgesAnAnswerByTheReasonOfItsFailures(StartRefusal.Remedy remedy, String reason) {
        var failure = Failure.builder().arn(ARN).reason(reason).build();

        assertThat(StartRefusal.of(List.of(failure, failure))).isEqualTo(new StartRefusal(remedy, reason));
    }

    @Test
    void looksElsewhereWhenNotAllOfTheMissingMeetTheQuota() {
        var quota = Failure.builder()
                .reason("You've reached the limit on the number of vCPUs you can run concurrently")
                .build();
        var full = Failure.builder().reason("RESOURCE:CPU").detail("zone a").build();

        assertThat(StartRefusal.of(List.of(quota, full)))
                .isEqualTo(new StartRefusal(
                        StartRefusal.Remedy.ELSEWHERE, quota.reason() + "; " + full.reason() + " zone a"));
    }

    @Test
    void looksElsewhereWhenEcsSaysNothing() {
        assertThat(StartRefusal.of(List.of()))
                .isEqualTo(new StartRefusal(StartRefusal.Remedy.ELSEWHERE, "ECS gave no reason"));
    }

    @Test
    void repeatsACallThatMayHaveHadItsEffectButNoneWithoutCredentials() {
        assertThat(StartRefusal.of(SdkClientException.create("Unable to execute HTTP request: Read timed out")))
                .extracting(StartRefusal::remedy)
                .isEqualTo(StartRefusal.Remedy.SAME_CALL);
        assertThat(StartRefusal.of(SdkClientException.create("Unable to load credentials from any provider")))
                .extracting(StartRefusal::remedy)
                .isEqualTo(StartRefusal.Remedy.NONE);
    }
}
