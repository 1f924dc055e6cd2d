package dev.backflow.run.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudRulesTest {
    private static final String SMALLEST = """
            hook: {jar: hook.jar}
            source: s3://documents/in/
            results: s3://documents/out/
            tier: fargate
            access: 203.0.113.7/32
            """;

    private final JobFolder jobs;

    CloudRulesTest(@TempDir Path folder) {
        this.jobs = new JobFolder(folder);
    }

    @Test
    void takesTheSmallestJobOfFargate() {
        JobFile job = jobs.parsed(SMALLEST);

        assertThat(job.source()).isEqualTo(new S3Location("documents", "in/"));
        assertThat(job.tier()).isEqualTo(Tier.FARGATE);
        assertThat(job.access()).isEqualTo(new Access("203.0.113.7/32"));
        assertThat(job.aws()).isEqualTo(Aws.defaults());
        assertThat(job.workers().taskSize()).isEqualTo(new TaskSize(new Cpu(1024), new DataSize(2048)));
    }

    @Test
    void takesDocumentsInS3OnEveryTier() {
        assertThat(jobs.parsed(SMALLEST, "tier=inline").source()).isEqualTo(new S3Location("documents", "in/"));
        assertThat(jobs.parsed(SMALLEST, "tier=auto", "source=s3://other", "results=file:out")
                        .source())
                .isEqualTo(new S3Location("other", ""));
    }

    @Test
    void reportsEverythingThatKeepsAJobFromTheCloudAtOnce() {
        List<String> faults = jobs.faults("""
                hook: {jar: hook.jar}
                source: file:in
                results: s3://Results/
                tier: fargate
                deadline: soon
                workers: {min: 0, max: 21, cpu: 1000, memory: 3GB, scale-up-at: 0}
                backup: yes
                aws: {image: worker:latest, time-to-live: 30m}
                repository: {url: "jdbc:postgresql://db/x", user: me}
                """);

        assertThat(faults)
                .containsExactly(
                        "jobs/job.yaml:2:9: source is a folder of this machine: jobs/in. Workers on Fargate reach S3"
                                + " only. Write s3://BUCKET/PREFIX/, or another tier.",
                        "jobs/job.yaml:3:10: results is \"s3://Results/\". A bucket's name has 3 to 63 lower-case"
                                + " letters, digits, dots and hyphens, and begins and ends with a letter or digit.",
                        "jobs/job.yaml:4:7: tier is fargate, but access is missing. Add access: the network that you come"
                                + " from, such as 203.0.113.7/32.",
                        "jobs/job.yaml:5:11: deadline is \"soon\". Write a whole number with its unit, s, m, h or d, from"
                                + " 1m to 30d.",
                        "jobs/job.yaml:6:16: workers.min is 0. Write a whole number from 1 to 20.",
                        "jobs/job.yaml:6:24: workers.max is 21. Write a whole number from 1 to 20.",
                        "jobs/job.yaml:6:33: workers.cpu is 1000. Write one of: 256, 512, 1024, 2048, 4096, 8192, 16384;"
                                + " 1024 are one processor. Did you mean 1024?",
                        "jobs/job.yaml:6:65: workers.scale-up-at is 0. Write a whole number from 1 to 100.",
                        "jobs/job.yaml:7:9: backup is \"yes\". Write one of: auto, copy, none.",
                        "jobs/job.yaml:8:14: aws.image is \"worker:latest\". Write REPOSITORY@sha256:DIGEST with all 64"
                                + " digits: a tag may name another image tomorrow.",
                        "jobs/job.yaml:8:43: aws.time-to-live is \"30m\". Write a whole number with its unit, s, m, h or"
                                + " d, from 1h to 14d.",
                        "jobs/job.yaml:9:13: tier is fargate, but repository.worker-secret is missing. Add the ARN of a"
                                + " secret with username and password for the workers, or leave repository out to use"
                                + " the base's database.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "access=0.0.0.0/0|access is \"0.0.0.0/0\". This opens the sandbox to too many. Write your own address or"
                        + " network, /24 or narrower, such as 203.0.113.7/32.",
                "workers.cpu=0|workers.cpu is 0. Write one of: 256, 512, 1024, 2048, 4096, 8192, 16384; 1024 are one"
                        + " processor.",
                "workers.cpu=1e999999999|workers.cpu is 1e999999999. Write one of: 256, 512, 1024, 2048, 4096, 8192,"
                        + " 16384; 1024 are one processor.",
                "workers.memory=1GB|workers.memory is 1GB. For 1024 CPU units Fargate has 2GB to 8GB in steps of 1GB.",
                "workers.memory=2500MB|workers.memory is 2500MB. For 1024 CPU units Fargate has 2GB to 8GB in steps of"
                        + " 1GB.",
                "source=s3://documents/out/new/|results and source overlap: s3://documents/out/ and"
                        + " s3://documents/out/new/. Name a prefix that is not within the other, or results become"
                        + " documents.",
                "source=s3://documents/|results and source overlap: s3://documents/out/ and s3://documents/. Name a"
                        + " prefix that is not within the other, or results become documents.",
                "source=s3://documents/in|source is \"s3://documents/in\". Write a slash at the end: a location holds all"
                        + " objects below it.",
                "source=s3://documents/in/../out/|source is \"s3://documents/in/../out/\". Write a prefix without control"
                        + " characters and without empty, . and .. parts.",
                "source=s3://|source is \"s3://\". A bucket's name has 3 to 63 lower-case letters, digits, dots and"
                        + " hyphens, and begins and ends with a letter or digit.",
                "source=s3://192.168.0.1/|source is \"s3://192.168.0.1/\". A bucket's name does not look like an IP"
                        + " address.",
                "source=s3:documents|source is \"s3:documents\". Write file:FOLDER or s3://BUCKET/PREFIX/.",
                "aws.base=1|aws.base is 1. Write the name of a CloudFormation stack: letters, digits and hyphens, a"
                        + " letter first.",
            })
    void refuses(String setting, String fault) {
        assertThat(jobs.faults(SMALLEST, setting)).singleElement().asString().endsWith(": " + fault);
    }

    @Test
    void knowsTheSmallestMemoryOfASmallTask() {
        assertThat(jobs.faults(SMALLEST, "workers.cpu=256", "workers.memory=3GB"))
                .singleElement()
                .asString()
                .endsWith("workers.memory is 3GB. For 256 CPU units Fargate has 512MB, 1GB, 2GB.");
        assertThat(jobs.parsed(SMALLEST, "workers.cpu=256").workers().taskSize().memory())
                .hasToString("512MB");
        assertThat(jobs.parsed(SMALLEST, "workers.cpu=16384", "workers.memory=120GB")
                        .workers()
                        .taskSize())
                .isEqualTo(new TaskSize(new Cpu(16384), new DataSize(120 * 1024)));
        assertThat(jobs.parsed(SMALLEST, "tier=processes", "workers.memory=300MB")
                        .workers()
                        .memory())
                .hasToString("300MB");
    }

    @Test
    void refusesMoreWorkersToStartWithThanAtTheSameTime() {
        assertThat(jobs.faults(SMALLEST + "workers: {min: 5, max: 4}\n"))
                .containsExactly("jobs/job.yaml:6:16: workers.min is 5, more than workers.max. Write 4 or less.");
    }

    @Test
    void doesNotJudgeAKeyThatHasAFaultOfItsOwn() {
        assertThat(jobs.faults(SMALLEST.replace("203.0.113.7/32", "everybody") + "workers: {cpu: 3, memory: 1GB}\n"))
                .hasSize(2);
    }
}
