package dev.backflow.launcher.sandbox.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.Tag;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/** Finds the sandboxes of a base: by the tags of stacks, by those of all else, and by their dead-man's switches. */
final class SandboxSurvey {
    private final Stacks stacks;
    private final ResourceGroupsTaggingApiClient tagging;
    private final Calls calls;
    private final SwitchSurvey switches;
    private final String base;

    SandboxSurvey(
            Stacks stacks, ResourceGroupsTaggingApiClient tagging, Calls calls, SwitchSurvey switches, String base) {
        this.stacks = stacks;
        this.tagging = tagging;
        this.calls = calls;
        this.switches = switches;
        this.base = base;
    }

    /**
     * By job and run. Names of stacks alone say nothing: one that has not all three tags is nobody's sandbox. A switch
     * belongs to the base by its group.
     */
    List<FoundSandbox> find() {
        Map<String, FoundSandbox> found = new TreeMap<>();
        for (Stack stack : stacks.all(each -> each.stackName().startsWith(StackName.PREFIX))) {
            FoundSandbox sandbox = sandbox(Stacks.tags(stack), stack.stackStatusAsString(), stack.creationTime());
            if (sandbox != null && sandbox.name().equals(stack.stackName())) {
                found.put(sandbox.name(), sandbox);
            }
        }
        for (Map<String, String> tags : tagged()) {
            FoundSandbox sandbox = sandbox(tags, FoundSandbox.NO_STACK, null);
            if (sandbox != null) {
                found.putIfAbsent(sandbox.name(), sandbox);
            }
        }
        switches.find().forEach(each -> found.putIfAbsent(each.name(), each));
        List<FoundSandbox> sorted = new ArrayList<>(found.values());
        sorted.sort(Comparator.comparing(FoundSandbox::job).thenComparing(FoundSandbox::run));
        return sorted;
    }

    private @Nullable FoundSandbox sandbox(Map<String, String> tags, String state, @Nullable Instant created) {
        String job = tags.get(SandboxSpec.TAG_JOB);
        String run = tags.getOrDefault(SandboxSpec.TAG_RUN, "");
        if (job == null || !run.matches("[1-9][0-9]{0,8}") || !base.equals(tags.get(SandboxSpec.TAG_BASE))) {
            return null;
        }
        int number = Integer.parseInt(run);
        HardEnd end = HardEnd.of(tags);
        return new FoundSandbox(
                StackName.of(base, job, number), base, job, number, state, created, end == null ? null : end.at());
    }

    private List<Map<String, String>> tagged() {
        List<TagFilter> filters = List.of(
                TagFilter.builder().key(SandboxSpec.TAG_BASE).values(base).build(),
                TagFilter.builder().key(SandboxSpec.TAG_RUN).build());
        List<Map<String, String>> found = new ArrayList<>();
        for (ResourceTagMapping each : new TaggedResources(tagging, calls).list("base " + base, filters)) {
            if (Leftovers.isMemory(each.resourceARN())) {
                continue;
            }
            Map<String, String> tags = new TreeMap<>();
            for (Tag tag : each.tags()) {
                tags.put(tag.key(), tag.value());
            }
            found.add(tags);
        }
        return found;
    }
}
