package dev.gatehouse.storage.internal.backend.s3;

import dev.gatehouse.storage.S3Settings;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

/** How we speak to an S3 service: what any of them understands, and never without an end. */
final class S3Calls {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration READ = Duration.ofSeconds(10);

    /** All tries of a call that moves no content. */
    private static final Duration CALL = Duration.ofSeconds(15);

    /** What a part may take longer, for each of its bytes; on its way it cannot be timed by reads. */
    private static final long LEAST_BYTES_A_SECOND = 512 * 1024;

    private static final Duration COMPLETION = Duration.ofSeconds(30);
    private static final Duration ANOTHER_TRY = Duration.ofSeconds(5);

    /** Somebody waits for the answer that it failed; the sweeper takes what this leaves. */
    private static final Duration TIDYING = Duration.ofSeconds(5);

    private S3Calls() {}

    static S3Client client(S3Settings settings) {
        return S3Client.builder()
                .endpointOverride(settings.endpoint())
                .region(Region.of(settings.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())))
                .forcePathStyle(true)
                // A part carries an MD5, which all services know; the newer checksums only some do.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(
                        S3Configuration.builder().chunkedEncodingEnabled(false).build())
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(READ))
                .overrideConfiguration(configuration -> configuration
                        // The administrator's variables count, not files that happen to lie in the home folder.
                        .defaultProfileFile(ProfileFile.aggregator().build())
                        .retryStrategy(
                                StandardRetryStrategy.builder().maxAttempts(2).build())
                        .apiCallAttemptTimeout(READ)
                        .apiCallTimeout(CALL))
                .build();
    }

    static AwsRequestOverrideConfiguration transfer(Part part) {
        Duration once = READ.plusSeconds(part.length() / LEAST_BYTES_A_SECOND);
        return AwsRequestOverrideConfiguration.builder()
                .apiCallAttemptTimeout(once)
                .apiCallTimeout(once.plus(ANOTHER_TRY))
                .build();
    }

    /** Putting the parts together may take a service its time. */
    static AwsRequestOverrideConfiguration completion() {
        return once(COMPLETION);
    }

    static AwsRequestOverrideConfiguration tidying() {
        return once(TIDYING);
    }

    private static AwsRequestOverrideConfiguration once(Duration atMost) {
        return AwsRequestOverrideConfiguration.builder()
                .apiCallAttemptTimeout(atMost)
                .apiCallTimeout(atMost)
                .build();
    }
}
