package dev.backflow.launcher.sandbox.aws;

import dev.backflow.run.aws.Pages;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesResponse;

/** Finds the dead-man's switches of a base, which carry no tags: by their names, in the group that the base has for them. */
final class SwitchSurvey {
    private static final Pattern NAME = Pattern.compile(StackName.PREFIX + "(.+)-r([1-9][0-9]{0,8})");

    /** At the end of a job's name. What is in front of it is the whole name if it gives the same hash. */
    private static final Pattern HASH = Pattern.compile("-[0-9a-f]{8}$");

    private final SchedulerClient scheduler;
    private final Calls calls;
    private final Base base;

    SwitchSurvey(SchedulerClient scheduler, Calls calls, Base base) {
        this.scheduler = scheduler;
        this.calls = calls;
        this.base = base;
    }

    /** As sandboxes of which nothing else is known; the job is told as far as its stack's name tells it. */
    List<FoundSandbox> find() {
        return Pages.<ListSchedulesResponse>byToken(
                        token -> calls.ask(
                                "scheduler:ListSchedules",
                                "schedule group " + base.scheduleGroup(),
                                () -> scheduler.listSchedules(list -> list.groupName(base.scheduleGroup())
                                        .namePrefix(StackName.PREFIX)
                                        .nextToken(token))),
                        ListSchedulesResponse::nextToken)
                .stream()
                .flatMap(page -> page.schedules().stream())
                .map(each -> NAME.matcher(each.name()))
                .filter(Matcher::matches)
                .map(this::sandbox)
                .toList();
    }

    private FoundSandbox sandbox(Matcher name) {
        int run = Integer.parseInt(name.group(2));
        var found = new FoundSandbox(name.group(), base.name(), name.group(1), run, FoundSandbox.NO_STACK, null, null);
        return found.asOf(HASH.matcher(name.group(1)).replaceFirst(""));
    }
}
