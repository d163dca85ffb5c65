package dev.gatehouse.storage;

import java.net.URI;

/**
 * Which bucket of which S3 service holds objects.
 *
 * @param endpoint of the service; buckets are addressed by path below it
 */
public record S3Settings(URI endpoint, String region, String bucket, String accessKey, String secretKey) {

    @Override
    public String toString() {
        return "S3Settings[" + endpoint + ", " + bucket + "]";
    }
}
