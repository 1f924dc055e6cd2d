package dev.backflow.run.aws;

import java.io.IOException;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** Calls to S3, patient and with faults that people can read. Safe for use by several threads. */
public final class S3Calls {
    private final Supplier<S3Client> client;
    private final S3Patience patience;

    public S3Calls(S3Clients clients, S3Patience patience) {
        this(clients::client, patience);
    }

    /** @param client closed by whoever made it */
    S3Calls(Supplier<S3Client> client, S3Patience patience) {
        this.client = client;
        this.patience = patience;
    }

    /**
     * Makes a call until it is answered.
     *
     * @param action as policies call it, such as {@code s3:GetObject}
     * @param where the bucket or object, as {@code s3://BUCKET/KEY}
     * @throws AwsServiceException only 404 for a missing object and 412 for a condition that does not hold
     * @throws dev.backflow.run.file.StoreException for all other faults
     */
    <T> T call(String action, String where, Function<S3Client, T> call) throws IOException {
        return reading(action, where, () -> call.apply(client.get()));
    }

    /** The same for something that also reads what was answered, and fails as a whole when that breaks off. */
    <T> T reading(String action, String where, S3Patience.Attempt<T> attempt) throws IOException {
        try {
            return patience.with(attempt);
        } catch (AwsServiceException e) {
            if (S3Faults.isMissing(e) || S3Faults.isRefusedByCondition(e)) {
                throw e;
            }
            throw S3Faults.told(e, action, where);
        } catch (SdkException e) {
            throw S3Faults.told(e, action, where);
        } catch (IOException e) {
            throw S3Faults.isPassing(e) ? S3Faults.told(e, action, where) : e;
        }
    }

    /** For what is called without patience, inside of {@link #reading}. */
    S3Client client() {
        return client.get();
    }
}
