package dev.gatehouse.storage.internal.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.storage.S3Settings;
import dev.gatehouse.storage.internal.backend.Backend;
import dev.gatehouse.storage.internal.backend.Contents;
import dev.gatehouse.storage.internal.backend.ObjectKey;
import dev.gatehouse.storage.internal.backend.RemoteBackendContract;
import dev.gatehouse.testing.FaultyLine;
import dev.gatehouse.testing.Row;
import dev.gatehouse.testing.S3Process;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3BackendTest extends RemoteBackendContract {

    private static final S3Process SERVICE = S3Process.started("backend");
    private static final Path PARTS = Path.of("target", "parts");
    private static final S3Backend BACKEND = at(SERVICE.port(), S3Process.BUCKET);

    @AfterAll
    static void stop() {
        BACKEND.close();
        SERVICE.close();
    }

    @Override
    protected Backend backend() {
        return BACKEND;
    }

    @Override
    protected void kill() {
        SERVICE.kill();
    }

    @Override
    protected void start() {
        SERVICE.start();
    }

    @Override
    protected void freeze() {
        SERVICE.freeze();
    }

    @Override
    protected void thaw() {
        SERVICE.thaw();
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(45);
    }

    @ParameterizedTest
    @Row("R-32")
    @ValueSource(ints = {500, 503, 403})
    void takesAServiceThatRefusesEverythingForUnavailable(int status) {
        ObjectKey key = kept(Contents.bytes(10));
        try (FaultyLine line = FaultyLine.to(SERVICE.port()).answerWith(status);
                S3Backend refused = at(line.port(), S3Process.BUCKET)) {
            assertUnavailable(() -> refused.put(ObjectKey.draw(), Contents.of(Contents.bytes(10))));
            assertUnavailable(() -> refused.open(key, 0));
            assertUnavailable(() -> refused.size(key));
            assertUnavailable(refused::freeBytes);
        }
    }

    @Test
    void takesABucketThatIsNotThereForUnavailable() {
        try (S3Backend nowhere = at(SERVICE.port(), "nowhere")) {
            assertUnavailable(() -> nowhere.put(ObjectKey.draw(), Contents.of(Contents.bytes(10))));
            assertUnavailable(() -> nowhere.open(ObjectKey.draw(), 0));
            assertUnavailable(() -> nowhere.size(ObjectKey.draw()));
        }
    }

    @ParameterizedTest
    @Row("R-32")
    @ValueSource(longs = {100_000, 12 << 20})
    void keepsNothingOfAnUploadThatIsCut(long after) {
        ObjectKey key = ObjectKey.draw();
        try (FaultyLine line = FaultyLine.to(SERVICE.port()).cutAfter(after);
                S3Backend cut = at(line.port(), S3Process.BUCKET)) {
            assertUnavailable(() -> cut.put(key, Contents.of(Contents.bytes(20 << 20))));
        }
        assertThat(BACKEND.size(key)).isEmpty();
    }

    @Test
    void bearsASlowLine() {
        byte[] bytes = Contents.bytes(300_000);
        try (FaultyLine line = FaultyLine.to(SERVICE.port()).slow(50);
                S3Backend slow = at(line.port(), S3Process.BUCKET)) {
            ObjectKey key = ObjectKey.draw();
            slow.put(key, Contents.of(bytes));
            assertThat(Contents.read(slow, key, 0)).isEqualTo(bytes);
        }
    }

    @Test
    void showsAndAbortsWhatAnUploadLeftBehind() {
        ObjectKey key = ObjectKey.draw();
        try (FaultyLine line = FaultyLine.to(SERVICE.port());
                S3Backend cut = at(line.port(), S3Process.BUCKET)) {
            byte[] before = Contents.bytes(9 << 20);
            assertUnavailable(
                    () -> cut.put(key, Contents.with(before, () -> line.cutAfter(0), Contents.bytes(20 << 20))));
        }
        assertThat(listed()).contains(key);
        BACKEND.delete(key);
        assertThat(listed()).doesNotContain(key);
    }

    @Test
    void leavesNoPartOnThisMachinesDisk() throws Exception {
        kept(Contents.bytes(9 << 20));
        try (var files = Files.list(PARTS)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void keepsItsSecretToItself() {
        assertThat(settings(1, "files").toString()).doesNotContain(S3Process.SECRET_KEY, S3Process.ACCESS_KEY);
    }

    private static S3Backend at(int port, String bucket) {
        return new S3Backend(settings(port, bucket), PARTS);
    }

    private static S3Settings settings(int port, String bucket) {
        return new S3Settings(
                URI.create("http://127.0.0.1:" + port),
                "us-east-1",
                bucket,
                S3Process.ACCESS_KEY,
                S3Process.SECRET_KEY);
    }
}
