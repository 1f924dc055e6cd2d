package dev.backflow.launcher.sandbox.aws;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A user of the job repository. It is kept in memory, and nowhere else. */
public record Login(String user, String password) {
    /**
     * Asks for it.
     *
     * @param secret its ARN; JSON {@code {username, password}}
     * @throws SandboxException if it cannot be read, or is something else
     */
    static Login of(AwsClients clients, Calls calls, String secret) {
        String text = calls.ask(
                "secretsmanager:GetSecretValue",
                "secret " + secret,
                () -> clients.secrets()
                        .getSecretValue(request -> request.secretId(secret))
                        .secretString());
        JsonNode login;
        try {
            login = JsonMapper.shared().readTree(text == null ? "" : text);
        } catch (JacksonException e) {
            // Not as the cause: its message may quote the secret.
            throw unusable(secret);
        }
        JsonNode user = login.path("username");
        JsonNode password = login.path("password");
        if (!user.isString() || !password.isString()) {
            throw unusable(secret);
        }
        return new Login(user.asString(), password.asString());
    }

    private static SandboxException unusable(String secret) {
        return new SandboxException(
                SandboxException.Kind.WRONG,
                "The secret %s is no JSON object with username and password. Write one into it.".formatted(secret));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user;
    }
}
