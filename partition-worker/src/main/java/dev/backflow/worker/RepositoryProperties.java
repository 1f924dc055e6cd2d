package dev.backflow.worker;

import dev.backflow.worker.repository.RepositoryAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a worker process reaches the job repository; handed over in the environment, never in arguments.
 *
 * @param connections the most connections that it opens
 */
@ConfigurationProperties("backflow.repository")
record RepositoryProperties(
        String url,
        String user,
        String password,
        @DefaultValue("4") int connections) {
    RepositoryAddress address() {
        return new RepositoryAddress(url, user, password, connections);
    }

    @Override
    public String toString() {
        return address().toString();
    }
}
