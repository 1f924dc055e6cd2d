package dev.backflow.launcher.sandbox.aws;

import dev.backflow.run.aws.S3RunStore;
import dev.backflow.run.job.JobFile;
import dev.backflow.run.job.S3Location;
import dev.backflow.run.store.RunStore;
import java.net.InetAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** AWS as one job meets it: the base that its sandboxes stand on, and the clients to reach both. */
public final class Cloud implements AutoCloseable {
    private static final String NETWORK = "VpcCidr";

    private final AwsClients clients;
    private final Base base;
    private final Calls calls;

    private Cloud(AwsClients clients, Base base, Calls calls) {
        this.clients = clients;
        this.base = base;
        this.calls = calls;
    }

    /**
     * Finds the base. Creates nothing.
     *
     * @param region null for the SDK's own choice
     * @param surroundings for its time; nothing is changed, so that no fence is asked
     * @throws SandboxException if there is no such base, or AWS cannot be used
     */
    public static Cloud open(String base, @Nullable String region, Surroundings surroundings) {
        AwsClients clients = AwsClients.open(region);
        try {
            return of(clients, base, surroundings);
        } catch (RuntimeException e) {
            clients.close();
            throw e;
        }
    }

    static Cloud of(AwsClients clients, String base, Surroundings surroundings) {
        var calls = new Calls(surroundings, new Pauses(surroundings));
        return new Cloud(clients, Base.find(base, clients, calls), calls);
    }

    /** With a base that is known. */
    static Cloud of(AwsClients clients, Base base, Surroundings surroundings) {
        return new Cloud(clients, base, new Calls(surroundings, new Pauses(surroundings)));
    }

    public Base base() {
        return base;
    }

    AwsClients clients() {
        return clients;
    }

    /** Where a run keeps its files. */
    public S3Location files(String job, int run) {
        return new S3Location(base.baseBucket(), "jobs/%s/runs/%d/".formatted(job, run));
    }

    public RunStore store(String job, int run) {
        return new S3RunStore(clients.s3(), files(job, run));
    }

    /** Who owns the job repository of the base. */
    public Login owner() {
        return Login.of(clients, calls, base.ownerSecretArn());
    }

    /**
     * The sandbox of a run; nothing is created yet.
     *
     * @param databaseAddress where the job repository's server says it was reached; empty if it does not say
     * @param surroundings with the fence of the run's launcher
     */
    public AwsSandbox sandbox(
            JobFile file, String job, int run, String databaseAddress, TaskLaunching tasks, Surroundings surroundings) {
        return new AwsSandbox(
                clients,
                base,
                SandboxSpec.of(base.name(), job, run),
                () -> plan(file, job, run, databaseAddress, surroundings.clock().instant()),
                tasks,
                surroundings,
                false);
    }

    private StackPlan plan(JobFile file, String job, int run, String databaseAddress, Instant now) {
        String named = file.aws().image();
        var settings = new SandboxParameters(base);
        Map<String, String> parameters =
                settings.of(file, named == null ? image() : named, files(job, run), network(job, run));
        boolean isPublic = file.repository() == null && !base.databaseAccess().isEmpty();
        parameters.putAll(
                DatabaseName.parameters(settings.database(file), isPublic, databaseAddress, InetAddress::getByName));
        Instant end = now.plus(file.aws().timeToLive()).truncatedTo(ChronoUnit.SECONDS);
        return new StackPlan(new HardEnd(end), Templates.sandbox(), parameters);
    }

    private String image() {
        var image = new WorkerImage(base.baseBucket());
        return calls.ask("s3:GetObject", "object " + image.location(), () -> image.read(clients.s3()));
    }

    /** One that no other sandbox has; a stack that the run has already keeps its own. */
    String network(String job, int run) {
        String name = StackName.of(base.name(), job, run);
        List<String> used = new ArrayList<>(List.of(base.vpcCidr()));
        new Stacks(clients.cloudFormation(), calls)
                .all(stack -> stack.stackName().startsWith(StackName.PREFIX)
                        && !stack.stackName().equals(name))
                .forEach(stack -> stack.parameters().stream()
                        .filter(parameter -> NETWORK.equals(parameter.parameterKey()))
                        .forEach(parameter -> used.add(parameter.parameterValue())));
        int wish = Integer.parseInt(StackName.hash("%s/%s/%d".formatted(base.name(), job, run), 4), 16);
        return SandboxNetwork.choose(wish, used);
    }

    /** All sandboxes of this base, by job and run. */
    public List<FoundSandbox> sandboxes() {
        var switches = new SwitchSurvey(clients.scheduler(), calls, base);
        var stacks = new Stacks(clients.cloudFormation(), calls);
        return new SandboxSurvey(stacks, clients.tagging(), calls, switches, base.name()).find();
    }

    /**
     * A sandbox that was found, to be torn down.
     *
     * @param force whether to leave behind, in the end, what cannot be deleted
     */
    public AwsSandbox found(FoundSandbox found, boolean force, Surroundings surroundings) {
        var spec = new SandboxSpec(found.name(), found.base(), found.job(), found.run());
        Supplier<StackPlan> no = () -> {
            throw new IllegalStateException("nothing is created for a sandbox that is being removed");
        };
        TaskLaunching none = sandbox -> {
            throw new IllegalStateException("nothing is started in a sandbox that is being removed");
        };
        return new AwsSandbox(clients, base, spec, no, none, surroundings, force);
    }

    /** @param maximumTasks how many workers may run at the same time */
    public TaskLaunching tasks(String job, int run, int epoch, int maximumTasks, Surroundings surroundings) {
        return sandbox -> new EcsTaskLauncher(
                clients.ecs(),
                TaskPlace.in(sandbox, job, run, epoch, maximumTasks),
                new WorkerLogs(clients.logs(), sandbox.logGroup()),
                surroundings,
                System::nanoTime);
    }

    @Override
    public void close() {
        clients.close();
    }
}
