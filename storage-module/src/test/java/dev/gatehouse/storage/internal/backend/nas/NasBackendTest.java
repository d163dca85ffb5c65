package dev.gatehouse.storage.internal.backend.nas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.storage.NasSettings;
import dev.gatehouse.storage.internal.backend.Backend;
import dev.gatehouse.storage.internal.backend.BackendUnavailable;
import dev.gatehouse.storage.internal.backend.Contents;
import dev.gatehouse.storage.internal.backend.ObjectKey;
import dev.gatehouse.storage.internal.backend.RemoteBackendContract;
import dev.gatehouse.testing.FaultyLine;
import dev.gatehouse.testing.Row;
import dev.gatehouse.testing.SambaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class NasBackendTest extends RemoteBackendContract {

    private static final SambaProcess NAS = SambaProcess.started("backend");
    private static final NasBackend BACKEND = at(NAS.port(), SambaProcess.PASSWORD);

    @AfterAll
    static void stop() {
        BACKEND.close();
        NAS.close();
    }

    @Override
    protected Backend backend() {
        return BACKEND;
    }

    @Override
    protected void kill() {
        NAS.kill();
    }

    @Override
    protected void start() {
        NAS.start();
    }

    @Override
    protected void freeze() {
        NAS.freeze();
    }

    @Override
    protected void thaw() {
        NAS.thaw();
    }

    @Test
    void takesAWrongPasswordForUnavailable() {
        try (NasBackend stranger = at(NAS.port(), "wrong")) {
            assertThatThrownBy(stranger::freeBytes)
                    .isInstanceOf(BackendUnavailable.class)
                    .hasMessageNotContaining("wrong");
        }
    }

    @Test
    @Row("R-33")
    void takesAShareThatCannotBeWrittenForUnavailableAndStillReadsIt() {
        ObjectKey key = kept(Contents.bytes(1_000));
        NAS.kill();
        NAS.startReadOnly();
        try {
            assertUnavailable(() -> BACKEND.put(ObjectKey.draw(), Contents.of(Contents.bytes(10))));
            assertThat(Contents.read(BACKEND, key, 0)).isEqualTo(Contents.bytes(1_000));
        } finally {
            NAS.kill();
            NAS.start();
        }
    }

    @Test
    @Row("R-33")
    void takesAFullShareForUnavailableAndKeepsNothingOfTheUpload() {
        try (SambaProcess small = SambaProcess.startedOnSmallDisk("full", 4);
                NasBackend full = at(small.port(), SambaProcess.PASSWORD)) {
            ObjectKey key = ObjectKey.draw();
            assertUnavailable(() -> full.put(key, Contents.of(Contents.bytes(8 << 20))));
            assertThat(full.list()).isEmpty();
            full.put(key, Contents.of(Contents.bytes(1 << 20)));
            assertThat(full.size(key)).contains(1L << 20);
        }
    }

    @Test
    @Row("R-33")
    void doesNotTakeAnotherDiskForItsOwn() throws IOException {
        ObjectKey key = kept(Contents.bytes(1_000));
        NAS.kill();
        Path aside = NAS.share().resolveSibling("aside");
        Files.move(NAS.share(), aside);
        NAS.start();
        try {
            assertUnavailable(() -> BACKEND.open(key, 0));
            assertUnavailable(() -> BACKEND.size(key));
            assertUnavailable(() -> BACKEND.put(ObjectKey.draw(), Contents.of(Contents.bytes(10))));
        } finally {
            NAS.kill();
            NAS.empty();
            Files.delete(NAS.share());
            Files.move(aside, NAS.share());
            NAS.start();
        }
        assertThat(Contents.read(BACKEND, key, 0)).hasSize(1_000);
    }

    @Test
    void leavesNothingOnTheShareOfAnUploadThatIsCut() throws Exception {
        ObjectKey key = ObjectKey.draw();
        try (FaultyLine line = FaultyLine.to(NAS.port()).cutAfter(5 << 20);
                NasBackend cut = at(line.port(), SambaProcess.PASSWORD)) {
            assertUnavailable(() -> cut.put(key, Contents.of(Contents.bytes(20 << 20))));
        }
        for (int i = 0; i < 50 && !onShare(key).isEmpty(); i++) {
            Thread.sleep(100);
        }
        assertThat(onShare(key)).isEmpty();
    }

    @Test
    void keepsItsSecretToItself() {
        assertThat(settings(1, "Geheim").toString()).doesNotContain("Geheim", SambaProcess.USER);
    }

    private static List<Path> onShare(ObjectKey key) throws IOException {
        try (Stream<Path> files = Files.walk(NAS.share())) {
            return files.filter(file -> file.toString().contains(key.id().toString()))
                    .toList();
        }
    }

    private static NasBackend at(int port, String password) {
        return new NasBackend(settings(port, password));
    }

    private static NasSettings settings(int port, String password) {
        return new NasSettings("127.0.0.1", port, SambaProcess.SHARE, SambaProcess.USER, password, "gatehouse/files");
    }
}
