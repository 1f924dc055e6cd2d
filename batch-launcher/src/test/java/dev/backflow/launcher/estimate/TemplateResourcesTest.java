package dev.backflow.launcher.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateResourcesTest {
    @Test
    void countsWhatTheTemplateOfTheSandboxDeploys() {
        var resources = TemplateResources.ofSandbox();

        assertThat(resources.kinds())
                .containsEntry("AWS::ECS::Cluster", 1)
                .containsEntry("AWS::ECS::TaskDefinition", 1)
                .containsEntry("AWS::EC2::Subnet", 2)
                .containsKey("AWS::EC2::VPCEndpoint");
        assertThat(resources.count()).isGreaterThan(20);
        assertThat(resources.endpointZones()).isPositive().isEven();
    }

    @Test
    void readsResourcesOnly() {
        var resources = TemplateResources.of("""
                Parameters:
                  Vpc:
                    Type: AWS::EC2::VPC::Id
                Resources:
                  # A comment.
                  One:
                    Type: AWS::EC2::Subnet
                  Two:
                    Type: "AWS::EC2::Subnet"
                  Endpoint:
                    Type: AWS::EC2::VPCEndpoint
                    Properties:
                      VpcEndpointType: Interface
                  Gateway:
                    Type: AWS::EC2::VPCEndpoint
                    Properties:
                      VpcEndpointType: Gateway
                Outputs:
                  Subnet:
                    Type: AWS::EC2::Subnet
                """);

        assertThat(resources)
                .isEqualTo(new TemplateResources(Map.of("AWS::EC2::Subnet", 2, "AWS::EC2::VPCEndpoint", 2), 2));
        assertThat(resources.count()).isEqualTo(4);
    }
}
