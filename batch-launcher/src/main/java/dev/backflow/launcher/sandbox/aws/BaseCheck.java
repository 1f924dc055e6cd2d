package dev.backflow.launcher.sandbox.aws;

import dev.backflow.run.job.Aws;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Whether the stack of the base is ready, and is one of this version. */
final class BaseCheck {
    private final AwsClients clients;
    private final AwsCheckList checks;

    BaseCheck(AwsClients clients, AwsCheckList checks) {
        this.clients = clients;
        this.checks = checks;
    }

    /** The base; null after adding what is wrong with it. */
    @Nullable
    Base find(Aws aws) {
        Stack stack = checks.call(
                "base",
                "cloudformation:DescribeStacks",
                "stack " + aws.base(),
                () ->
                        clients
                                .cloudFormation()
                                .describeStacks(request -> request.stackName(aws.base()))
                                .stacks()
                                .stream()
                                .findFirst()
                                .orElse(null));
        if (stack == null) {
            return null;
        }
        String status = stack.stackStatusAsString();
        if (!status.endsWith("_COMPLETE") || status.startsWith("DELETE") || status.startsWith("ROLLBACK")) {
            checks.wrong(
                    "base",
                    "The stack '%s' is in state %s. Make it anew from the template base.yaml, or wait until it is ready."
                            .formatted(aws.base(), status));
            return null;
        }
        try {
            Base base = Base.of(aws.base(), Stacks.outputs(stack));
            checks.fine("base", "stack %s with all its outputs".formatted(aws.base()));
            return base;
        } catch (SandboxException e) {
            checks.fault("base", e);
            return null;
        }
    }
}
