package dev.gatehouse.web.startup;

import static dev.gatehouse.web.startup.ConfigurationKey.NAS_HOST;
import static dev.gatehouse.web.startup.ConfigurationKey.NAS_PASSWORD;
import static dev.gatehouse.web.startup.ConfigurationKey.NAS_PATH;
import static dev.gatehouse.web.startup.ConfigurationKey.NAS_PORT;
import static dev.gatehouse.web.startup.ConfigurationKey.NAS_SHARE_NAME;
import static dev.gatehouse.web.startup.ConfigurationKey.NAS_USERNAME;
import static dev.gatehouse.web.startup.ConfigurationKey.S3_ACCESS_KEY;
import static dev.gatehouse.web.startup.ConfigurationKey.S3_BUCKET;
import static dev.gatehouse.web.startup.ConfigurationKey.S3_ENDPOINT;
import static dev.gatehouse.web.startup.ConfigurationKey.S3_REGION;
import static dev.gatehouse.web.startup.ConfigurationKey.S3_SECRET_KEY;

import dev.gatehouse.storage.NasSettings;
import dev.gatehouse.storage.RemoteSettings;
import dev.gatehouse.storage.S3Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The settings of {@code S3_*} and {@code NAS_*}, which are needed where {@code STORAGE_BACKENDS} names the backend. */
final class RemoteReader {

    private static final int SMB_PORT = 445;
    private static final URI NO_ENDPOINT = URI.create("https://endpoint.invalid");

    private final ConfigurationValues values;

    private RemoteReader(ConfigurationValues values) {
        this.values = values;
    }

    static RemoteSettings read(ConfigurationValues values, List<String> backends, Path dataFolder) {
        RemoteReader reader = new RemoteReader(values);
        return new RemoteSettings(
                backends.contains("s3") ? Optional.of(reader.s3()) : Optional.empty(),
                backends.contains("nas") ? Optional.of(reader.nas()) : Optional.empty(),
                dataFolder.resolve("parts"));
    }

    private S3Settings s3() {
        URI endpoint = values.parsed(S3_ENDPOINT, RemoteReader::endpoint).orElse(NO_ENDPOINT);
        demand("s3", List.of(S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY, S3_SECRET_KEY));
        return new S3Settings(
                endpoint,
                values.text(S3_REGION).orElse("us-east-1"),
                text(S3_BUCKET),
                text(S3_ACCESS_KEY),
                text(S3_SECRET_KEY));
    }

    private NasSettings nas() {
        demand("nas", List.of(NAS_HOST, NAS_SHARE_NAME, NAS_USERNAME, NAS_PASSWORD));
        String path = text(NAS_PATH);
        if (List.of(path.split("[/\\\\]")).contains("..")) {
            values.fault(NAS_PATH, "must lie below the share");
        }
        return new NasSettings(
                text(NAS_HOST),
                values.number(NAS_PORT, SMB_PORT, 1, 65_535),
                text(NAS_SHARE_NAME),
                text(NAS_USERNAME),
                text(NAS_PASSWORD),
                path);
    }

    private void demand(String backend, List<ConfigurationKey> keys) {
        for (ConfigurationKey key : keys) {
            if (values.text(key).isEmpty()) {
                values.fault(key, "is needed for " + backend + " in STORAGE_BACKENDS");
            }
        }
    }

    private String text(ConfigurationKey key) {
        return values.text(key).orElse("");
    }

    /** Never repeats the text, which may hold a password where somebody wrote one into it. */
    private static URI endpoint(String text) {
        if (!text.matches("https?://[A-Za-z0-9.\\[\\]:-]+(/[A-Za-z0-9._~/-]*)?")) {
            throw new IllegalArgumentException("must look like https://host or http://host:port");
        }
        return URI.create(text);
    }
}
