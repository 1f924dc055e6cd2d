package dev.backflow.launcher.sandbox.aws;

import dev.backflow.run.aws.Pages;
import java.util.List;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/** What AWS lists by tags; that goes on to name what is gone, for some minutes. */
record TaggedResources(ResourceGroupsTaggingApiClient client, Calls calls) {
    /**
     * Those that all filters let through.
     *
     * @param whose for the words of a fault
     */
    List<ResourceTagMapping> list(String whose, List<TagFilter> filters) {
        return Pages.<GetResourcesResponse>byToken(
                        token -> calls.ask(
                                "tag:GetResources",
                                whose,
                                () -> client.getResources(
                                        request -> request.tagFilters(filters).paginationToken(token))),
                        GetResourcesResponse::paginationToken)
                .stream()
                .flatMap(page -> page.resourceTagMappingList().stream())
                .toList();
    }
}
