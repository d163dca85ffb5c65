package dev.gatehouse.web.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.storage.NasSettings;
import dev.gatehouse.storage.RemoteSettings;
import dev.gatehouse.storage.S3Settings;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteReaderTest {

    private static final Map<String, String> ALL = Map.of(
            "S3_ENDPOINT", "https://s3.example.org",
            "S3_BUCKET", "files",
            "S3_ACCESS_KEY", "us",
            "S3_SECRET_KEY", "s3cr3t",
            "NAS_HOST", "nas.example.org",
            "NAS_SHARE_NAME", "share",
            "NAS_USERNAME", "HOUSE\\us",
            "NAS_PASSWORD", "pa55");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "S3_ENDPOINT",
                "S3_BUCKET",
                "S3_ACCESS_KEY",
                "S3_SECRET_KEY",
                "NAS_HOST",
                "NAS_SHARE_NAME",
                "NAS_USERNAME",
                "NAS_PASSWORD"
            })
    void refusesABackendWithoutWhatItNeeds(String missing) {
        Map<String, String> settings = new HashMap<>(ALL);
        settings.put("STORAGE_BACKENDS", "s3,nas,local");
        settings.remove(missing);
        assertThatThrownBy(() -> read(settings))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining(missing + " is needed for");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"s3.example.org", "ftp://s3.example.org", "https://us:s3cr3t@s3.example.org", "https://a b"})
    void refusesAnEndpointThatIsNone(String endpoint) {
        Map<String, String> settings = new HashMap<>(ALL);
        settings.put("STORAGE_BACKENDS", "s3");
        settings.put("S3_ENDPOINT", endpoint);
        assertThatThrownBy(() -> read(settings))
                .hasMessageContaining("S3_ENDPOINT must look like")
                .hasMessageNotContaining("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tape", "s3,s3", "local,tape"})
    void refusesAnOrderOfBackendsThatIsNone(String order) {
        Map<String, String> settings = new HashMap<>(ALL);
        settings.put("STORAGE_BACKENDS", order);
        assertThatThrownBy(() -> read(settings)).hasMessageContaining("STORAGE_BACKENDS must be an ordered list");
    }

    @Test
    void asksForNothingWhereNoBackendNeedsIt() {
        RemoteSettings remote = read(Map.of()).remoteStorage();
        assertThat(remote.s3()).isEmpty();
        assertThat(remote.nas()).isEmpty();
        assertThat(read(Map.of()).storage().backends()).containsExactly("local");
    }

    @Test
    void readsBothInTheOrderThatIsGiven() {
        Map<String, String> settings = new HashMap<>(ALL);
        settings.put("STORAGE_BACKENDS", "nas,s3");
        settings.put("NAS_PATH", "a/b");
        Settings read = read(settings);
        assertThat(read.storage().backends()).containsExactly("nas", "s3");
        assertThat(read.remoteStorage().s3())
                .contains(new S3Settings(URI.create("https://s3.example.org"), "us-east-1", "files", "us", "s3cr3t"));
        assertThat(read.remoteStorage().nas())
                .contains(new NasSettings("nas.example.org", 445, "share", "HOUSE\\us", "pa55", "a/b"));
        assertThat(read.remoteStorage().toString()).doesNotContain("s3cr3t", "pa55");
    }

    private static Settings read(Map<String, String> values) {
        return new SettingsReader(name -> Optional.ofNullable(values.get(name))).read();
    }
}
