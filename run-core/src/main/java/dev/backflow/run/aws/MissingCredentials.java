package dev.backflow.run.aws;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * That the SDK has found no credentials, in a line: its own words are a page, most of it about ways to give them that
 * nobody has used here.
 */
public final class MissingCredentials {
    /** What to do about it, without a full stop. */
    public static final String REMEDY = "Set AWS_PROFILE, or sign in with: aws sso login";

    private static final Pattern PROVIDER = Pattern.compile("(?:^|,)\\s*\\w+CredentialsProvider\\(.*?\\): ");

    /** How providers begin to say that nobody has asked for them. */
    private static final List<String> NOT_ASKED_FOR = List.of(
            "Unable to load credentials from system settings",
            "Either the environment variable AWS_WEB_IDENTITY_TOKEN_FILE",
            "Profile file contained no credentials for profile 'default'",
            "Cannot fetch credentials from container - neither",
            "IMDS credentials have been disabled",
            "Failed to load credentials from IMDS");

    private MissingCredentials() {}

    public static boolean is(SdkException fault) {
        return String.valueOf(fault.getMessage()).contains("load credentials");
    }

    /** A sentence without its full stop, with why those that somebody has asked for cannot be had. */
    public static String told(SdkException fault) {
        String all = String.valueOf(fault.getMessage());
        String reasons = String.join(
                "; ",
                PROVIDER.splitAsStream(all.substring(all.indexOf(") : [") + 1).replaceFirst("^ : \\[", ""))
                        .flatMap(MissingCredentials::asked)
                        .toList());
        return "No AWS credentials were found" + (reasons.isEmpty() ? "" : " (" + Printable.of(reasons) + ")");
    }

    private static Stream<String> asked(String reason) {
        String words = reason.strip().replaceFirst("[.\\]]+$", "");
        return words.isEmpty()
                        || words.startsWith("Unable to load credentials from any of the providers")
                        || NOT_ASKED_FOR.stream().anyMatch(words::startsWith)
                ? Stream.empty()
                : Stream.of(words.replaceFirst(": ProfileFile\\(.*", ""));
    }
}
