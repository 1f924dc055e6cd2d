package dev.backflow.run.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;

class MissingCredentialsTest {
    /** As the SDK says it where nothing is set up but perhaps a profile. */
    private static final String CHAIN = "Unable to load credentials from any of the providers in the chain"
            + " AwsCredentialsProviderChain(credentialsProviders=[SystemPropertyCredentialsProvider(),"
            + " EnvironmentVariableCredentialsProvider(), WebIdentityTokenCredentialsProvider(),"
            + " ProfileCredentialsProvider(profileName=%1$s, profileFile=ProfileFile(sections=[profiles],"
            + " profiles=[Profile(name=%1$s, properties=[region])])), ContainerCredentialsProvider(),"
            + " InstanceProfileCredentialsProvider()]) : [SystemPropertyCredentialsProvider(): Unable to load"
            + " credentials from system settings. Access key must be specified either via environment variable"
            + " (AWS_ACCESS_KEY_ID) or system property (aws.accessKeyId)., EnvironmentVariableCredentialsProvider():"
            + " Unable to load credentials from system settings. Access key must be specified either via environment"
            + " variable (AWS_ACCESS_KEY_ID) or system property (aws.accessKeyId).,"
            + " WebIdentityTokenCredentialsProvider(): Either the environment variable AWS_WEB_IDENTITY_TOKEN_FILE or"
            + " the javaproperty aws.webIdentityTokenFile must be set., ProfileCredentialsProvider(profileName=%1$s,"
            + " profileFile=ProfileFile(sections=[profiles], profiles=[Profile(name=%1$s, properties=[region])])): %2$s,"
            + " ContainerCredentialsProvider(): Cannot fetch credentials from container - neither"
            + " AWS_CONTAINER_CREDENTIALS_FULL_URI or AWS_CONTAINER_CREDENTIALS_RELATIVE_URI environment variables are"
            + " set., InstanceProfileCredentialsProvider(): IMDS credentials have been disabled by environment variable"
            + " or system property.]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "default | Profile file contained no credentials for profile 'default': ProfileFile(sections=[]) |",
                "typo | Profile file contained no credentials for profile 'typo': ProfileFile(sections=[])"
                        + " | ' (Profile file contained no credentials for profile 'typo')'",
                "sso | Token is expired. | ' (Token is expired)'"
            },
            quoteCharacter = '"')
    void areToldWithWhatSomebodyHasAskedFor(String profile, String words, String reason) {
        var fault = SdkClientException.create(CHAIN.formatted(profile, words));

        assertThat(MissingCredentials.is(fault)).isTrue();
        assertThat(MissingCredentials.told(fault))
                .isEqualTo("No AWS credentials were found"
                        + (reason == null ? "" : reason.substring(1, reason.length() - 1)));
    }

    @Test
    void areNoOtherFault() {
        assertThat(MissingCredentials.is(
                        SdkClientException.create("Unable to execute HTTP request: Connection refused")))
                .isFalse();
    }

    @Test
    void areToldInOtherWordsOfTheirSourceAsWell() {
        var fault = SdkClientException.create("Failed to load credentials from the process");

        assertThat(MissingCredentials.told(fault))
                .isEqualTo("No AWS credentials were found (Failed to load credentials from the process)");
    }
}
