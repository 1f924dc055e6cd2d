package dev.backflow.launcher.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.utils.StringInputStream;

/** That a profile of {@code aws sso login}, which is advised, can be used: it needs modules of the SDK at run time. */
class SignedInProfileTest {
    @Test
    void isReadAndLacksOnlyItsToken() {
        var profile = ProfileFile.builder()
                .type(ProfileFile.Type.CONFIGURATION)
                .content(new StringInputStream("""
                        [profile me]
                        sso_session = nobody-has-signed-in-here
                        sso_account_id = 123456789012
                        sso_role_name = Reader
                        region = eu-central-1
                        [sso-session nobody-has-signed-in-here]
                        sso_start_url = https://127.0.0.1/nobody-has-signed-in-here
                        sso_region = eu-central-1
                        """))
                .build();
        try (var provider = ProfileCredentialsProvider.builder()
                .profileFile(profile)
                .profileName("me")
                .build()) {
            assertThatThrownBy(provider::resolveCredentials)
                    .hasMessageContaining("token")
                    .hasMessageNotContaining("class path");
        }
    }
}
