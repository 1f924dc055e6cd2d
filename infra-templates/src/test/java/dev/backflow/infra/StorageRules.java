package dev.backflow.infra;

import java.util.List;
import java.util.stream.Stream;

/** Buckets, database, registry and logs. */
final class StorageRules {
    private StorageRules() {}

    static List<String> check(Template template) {
        var findings = new Findings();
        template.ofType("AWS::S3::Bucket").forEach(bucket -> bucket(template, bucket, findings));
        for (String group : template.ofType("AWS::Logs::LogGroup")) {
            findings.unless(
                    template.properties(group).at("RetentionInDays").refers("LogRetentionDays"),
                    group,
                    "keeps its logs for ever");
        }
        template.ofType("AWS::RDS::DBInstance").forEach(each -> database(template, each, findings));
        for (String parameters : template.ofType("AWS::RDS::DBParameterGroup")) {
            findings.unless(
                    template.properties(parameters)
                            .at("Parameters", "rds.force_ssl")
                            .is("1"),
                    parameters,
                    "lets clients talk without TLS");
            findings.unless(
                    template.properties(parameters)
                                    .at("Parameters", "max_connections")
                                    .refers("DatabaseConnections")
                            && suffices(template.at("Parameters", "DatabaseConnections", "Default")),
                    parameters,
                    "has too few connections for as many workers as a run has when its job file does not say");
        }
        template.ofType("AWS::ECR::Repository").forEach(each -> registry(template, each, findings));
        if (template.isSandbox()) {
            runBucket(template, findings);
        } else {
            findings.unless(
                    template.at("Outputs", "DatabaseUrl").all().contains("sslmode=verify-full"),
                    "DatabaseUrl",
                    "does not have the server prove who it is");
        }
        return findings.all();
    }

    /** A run is refused that could open more than four fifths of what PostgreSQL does not keep for itself. */
    private static boolean suffices(Node connections) {
        int workers = 20;
        int ofEach = 2 + 2;
        int ofTheLauncher = 8;
        int keptForItself = 3;
        return connections.value() instanceof Integer most
                && workers * ofEach + ofTheLauncher <= (most - keptForItself) * 80 / 100;
    }

    private static void bucket(Template template, String bucket, Findings findings) {
        Node properties = template.properties(bucket);
        for (String block :
                List.of("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")) {
            findings.unless(
                    properties.at("PublicAccessBlockConfiguration", block).is(true), bucket, "lacks " + block);
        }
        findings.unless(
                properties.at("OwnershipControls").all().contains("ObjectOwnership=BucketOwnerEnforced"),
                bucket,
                "has objects that belong to others");
        findings.unless(
                properties.at("BucketEncryption").all().contains("SSEAlgorithm="),
                bucket,
                "does not encrypt by itself");
        findings.unless(properties.at("VersioningConfiguration", "Status").is("Enabled"), bucket, "keeps no versions");
        findings.unless(
                properties.at("LifecycleConfiguration").all().contains("{DaysAfterInitiation=1}"),
                bucket,
                "keeps unfinished uploads");
        findings.unless(properties.at("BucketName").isAbsent(), bucket, "has a fixed name");
        List<Statement> policy = Statement.of(template).stream()
                .filter(each ->
                        template.properties(each.resource()).at("Bucket").refers(bucket))
                .toList();
        findings.unless(
                policy.stream().anyMatch(each -> denied(each, "{aws:SecureTransport=false}")),
                bucket,
                "lets clients talk without TLS");
        findings.unless(
                policy.stream().anyMatch(each -> denied(each, "{s3:TlsVersion=1.2}")),
                bucket,
                "lets clients talk by TLS older than 1.2");
    }

    private static boolean denied(Statement statement, String condition) {
        return !statement.allows()
                && statement.actions().contains("s3:*")
                && statement.resources().size() == 2
                && statement.condition().all().contains(condition);
    }

    /** Empties itself, and is used by nobody but the workers, Access and the launcher. */
    private static void runBucket(Template template, Findings findings) {
        Node bucket = template.properties("RunBucket");
        findings.unless(
                Stream.of("ExpirationInDays=1", "NoncurrentDays=1", "ExpiredObjectDeleteMarker=true")
                        .allMatch(bucket.at("LifecycleConfiguration").all()::contains),
                "RunBucket",
                "does not empty itself within days");
        findings.unless(!bucket.at("LoggingConfiguration").isAbsent(), "RunBucket", "has no access logs");
        Node condition = Statement.of(template).stream()
                .filter(each -> each.resource().equals("RunBucketPolicy")
                        && !each.allows()
                        && each.actions().contains("s3:GetObject*")
                        && each.actions().contains("s3:PutObject*"))
                .map(Statement::condition)
                .findFirst()
                .orElse(new Node(null));
        findings.unless(
                condition.at("StringNotEqualsIfExists", "aws:SourceVpce").refers("S3Endpoint")
                        && condition.at("NotIpAddressIfExists", "aws:SourceIp").refers("Access")
                        && condition.all().contains("aws:PrincipalArn={Ref=LauncherArn}"),
                "RunBucketPolicy",
                "is not tied to the endpoint, Access and the launcher");
    }

    private static void database(Template template, String database, Findings findings) {
        Node properties = template.properties(database);
        for (String must : List.of(
                "StorageEncrypted", "AutoMinorVersionUpgrade", "ManageMasterUserPassword", "CopyTagsToSnapshot")) {
            findings.unless(properties.at(must).is(true), database, "lacks " + must);
        }
        findings.unless(properties.at("MasterUserPassword").isAbsent(), database, "has a password in its template");
        findings.unless(properties.at("DeleteAutomatedBackups").is(false), database, "loses its backups when it goes");
        for (String stated : List.of(
                "DeletionProtection",
                "EnableIAMDatabaseAuthentication",
                "MultiAZ",
                "DBParameterGroupName",
                "EnableCloudwatchLogsExports",
                "CACertificateIdentifier")) {
            findings.unless(!properties.at(stated).isAbsent(), database, "does not state " + stated);
        }
        Node days = template.at("Parameters", "DatabaseBackupDays", "MinValue");
        findings.unless(
                properties.at("BackupRetentionPeriod").refers("DatabaseBackupDays") && days.is(1),
                database,
                "can be without backups");
    }

    private static void registry(Template template, String registry, Findings findings) {
        Node properties = template.properties(registry);
        findings.unless(properties.at("ImageTagMutability").is("IMMUTABLE"), registry, "lets tags move");
        findings.unless(
                properties.at("ImageScanningConfiguration", "ScanOnPush").is(true), registry, "does not scan images");
        findings.unless(!properties.at("LifecyclePolicy").isAbsent(), registry, "keeps images for ever");
    }
}
