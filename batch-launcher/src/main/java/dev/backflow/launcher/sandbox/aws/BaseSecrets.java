package dev.backflow.launcher.sandbox.aws;

import dev.backflow.launcher.repository.BaseRepository;
import dev.backflow.launcher.repository.WorkerLogin;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads from AWS how to reach a base's job repository. What it reads is kept in memory, and nowhere else. */
public final class BaseSecrets implements BaseRepository {
    private static final JsonMapper JSON = new JsonMapper();

    private final Function<@Nullable String, AwsClients> clients;
    private final Surroundings surroundings;

    /** @param clients opens those of a region; each is closed again */
    public BaseSecrets(Function<@Nullable String, AwsClients> clients, Surroundings surroundings) {
        this.clients = clients;
        this.surroundings = surroundings;
    }

    private record Login(String user, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return user;
        }
    }

    @Override
    public Access of(String name, @Nullable String region) {
        try (AwsClients aws = clients.apply(region)) {
            var calls = new Calls(surroundings, new Pauses(surroundings));
            Base base = base(name, new Stacks(aws.cloudFormation(), calls));
            Login owner = login(aws, calls, base.ownerSecretArn());
            Login worker = login(aws, calls, base.workerSecretArn());
            return new Access(
                    base.databaseUrl(),
                    owner.user(),
                    owner.password(),
                    WorkerLogin.ofSecret(worker.user(), worker.password()));
        }
    }

    @Override
    public WorkerLogin worker(String secret, @Nullable String region) {
        try (AwsClients aws = clients.apply(region)) {
            Login login = login(aws, new Calls(surroundings, new Pauses(surroundings)), secret);
            return WorkerLogin.ofSecret(login.user(), login.password());
        }
    }

    /**
     * Asks for the base itself.
     *
     * @param region null for the environment's own
     */
    public Base base(String name, @Nullable String region) {
        try (AwsClients aws = clients.apply(region)) {
            return base(name, new Stacks(aws.cloudFormation(), new Calls(surroundings, new Pauses(surroundings))));
        }
    }

    private static Base base(String name, Stacks stacks) {
        var stack = stacks.find(name)
                .orElseThrow(() -> new SandboxException(
                        SandboxException.Kind.WRONG,
                        "There is no stack '%s' in this region. Create it with the template base.yaml, or name another one by aws.base or aws.region."
                                .formatted(name)));
        return Base.of(name, Stacks.outputs(stack));
    }

    private static Login login(AwsClients aws, Calls calls, String secret) {
        String text = calls.ask(
                "secretsmanager:GetSecretValue",
                secret,
                () -> aws.secrets().getSecretValue(get -> get.secretId(secret)).secretString());
        Map<String, Object> fields;
        try {
            fields = JSON.readValue(text, new TypeReference<>() {});
        } catch (JacksonException e) {
            // Not as the cause: its message may quote the secret.
            throw unusable(secret);
        }
        if (fields.get("username") instanceof String user && fields.get("password") instanceof String password) {
            return new Login(user, password);
        }
        throw unusable(secret);
    }

    private static SandboxException unusable(String secret) {
        return new SandboxException(
                SandboxException.Kind.WRONG,
                "The secret %s is no JSON object with username and password. Write one into it.".formatted(secret));
    }
}
