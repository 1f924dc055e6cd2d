package dev.backflow.launcher.sandbox.aws;

import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.Tag;

/** What carries tags in a {@link FakeCloud}, with some delay. */
final class FakeTagging implements ResourceGroupsTaggingApiClient {
    private final FakeCloud cloud;

    FakeTagging(FakeCloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public GetResourcesResponse getResources(GetResourcesRequest request) {
        return cloud.asks(
                "tag:GetResources",
                () -> GetResourcesResponse.builder()
                        .resourceTagMappingList(cloud.tagged.entrySet().stream()
                                .filter(each -> request.tagFilters().stream()
                                        .allMatch(filter -> filter.values().isEmpty()
                                                ? each.getValue().containsKey(filter.key())
                                                : filter.values()
                                                        .contains(
                                                                each.getValue().get(filter.key()))))
                                .map(each -> ResourceTagMapping.builder()
                                        .resourceARN(each.getKey())
                                        .tags(each.getValue().entrySet().stream()
                                                .map(tag -> Tag.builder()
                                                        .key(tag.getKey())
                                                        .value(tag.getValue())
                                                        .build())
                                                .toList())
                                        .build())
                                .toList())
                        .build());
    }

    @Override
    public String serviceName() {
        return "tagging";
    }

    @Override
    public void close() {}
}
