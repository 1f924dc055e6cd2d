package dev.backflow.launcher.sandbox.aws;

import dev.backflow.launcher.repository.BaseRepository;
import dev.backflow.launcher.repository.WorkerLogin;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads from AWS how to reach a base's job repository. What it reads is kept in memory, and nowhere else. */
public final class BaseSecrets implements BaseRepository {
    private final Function<@Nullable String, AwsClients> clients;
    private final Surroundings surroundings;

    /** @param clients opens those of a region; each is closed again */
    public BaseSecrets(Function<@Nullable String, AwsClients> clients, Surroundings surroundings) {
        this.clients = clients;
        this.surroundings = surroundings;
    }

    @Override
    public Access of(String name, @Nullable String region) {
        try (AwsClients aws = clients.apply(region)) {
            Calls calls = calls();
            Base base = Base.find(name, aws, calls);
            Login owner = Login.of(aws, calls, base.ownerSecretArn());
            Login worker = Login.of(aws, calls, base.workerSecretArn());
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
            Login login = Login.of(aws, calls(), secret);
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
            return Base.find(name, aws, calls());
        }
    }

    private Calls calls() {
        return new Calls(surroundings, new Pauses(surroundings));
    }
}
