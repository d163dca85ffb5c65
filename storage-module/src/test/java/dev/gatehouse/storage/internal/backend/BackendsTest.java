package dev.gatehouse.storage.internal.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.storage.NasSettings;
import dev.gatehouse.storage.internal.backend.nas.NasBackend;
import dev.gatehouse.testing.SambaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of backends, with a NAS before the local disk. */
class BackendsTest {

    private static final long NO_ROOM_NEEDED = 0;

    @TempDir
    private Path folder;

    private final SambaProcess nas = SambaProcess.started("order");
    private final NasBackend first = new NasBackend(
            new NasSettings("127.0.0.1", nas.port(), SambaProcess.SHARE, SambaProcess.USER, SambaProcess.PASSWORD, ""));

    @AfterEach
    void stop() {
        first.close();
        nas.close();
    }

    @Test
    void refusesABackendThatIsNotConfigured() {
        Backends backends = backends(NO_ROOM_NEEDED);
        assertThatThrownBy(() -> backends.named("s3"))
                .isInstanceOf(BackendUnavailable.class)
                .hasMessageContaining("STORAGE_BACKENDS");
    }

    @Test
    void findsABackendAwayBeforeTheFirstByte() {
        Backends backends = backends(NO_ROOM_NEEDED);
        nas.kill();
        assertThat(backends.forWriting().name()).isEqualTo("local");
        assertThat(backends.isFallback("local")).isTrue();
        assertThat(backends.isFallback("nas")).isFalse();
        assertThat(backends.conditions().get(0))
                .satisfies(known -> assertThat(known.readable()).isFalse())
                .satisfies(known -> assertThat(known.writable()).isFalse())
                .satisfies(known -> assertThat(known.fault()).isPresent());
    }

    @Test
    void sendsTheRetryElsewhereAfterAnUploadFailed() {
        Backends backends = backends(NO_ROOM_NEEDED);
        Backend chosen = backends.forWriting();
        assertThat(chosen.name()).isEqualTo("nas");
        nas.kill();
        nas.startReadOnly();
        assertThatThrownBy(() -> chosen.put(ObjectKey.draw(), Contents.of(Contents.bytes(10))))
                .isInstanceOf(BackendUnavailable.class);
        assertThat(backends.forWriting().name()).isEqualTo("local");
        assertThat(backends.conditions().get(0).readable()).isTrue();
    }

    @Test
    void keepsSmallContentSomewhereElseWithinTheRequest() {
        Backends backends = backends(NO_ROOM_NEEDED);
        backends.forWriting();
        nas.kill();
        ObjectKey key = ObjectKey.draw();
        Backend kept = backends.keep(key, Contents.bytes(1_000));
        assertThat(kept.name()).isEqualTo("local");
        assertThat(Contents.read(kept, key, 0)).isEqualTo(Contents.bytes(1_000));
    }

    @Test
    void prefersABackendWithRoomAndTakesOneWithoutOnlyIfThereIsNoOther() {
        assertThat(backends(Long.MAX_VALUE).forWriting().name()).isEqualTo("nas");
        try (SambaProcess small = SambaProcess.startedOnSmallDisk("small", 4);
                NasBackend full = new NasBackend(new NasSettings(
                        "127.0.0.1", small.port(), SambaProcess.SHARE, SambaProcess.USER, SambaProcess.PASSWORD, ""))) {
            Backends backends = new Backends(List.of(full, new LocalBackend(folder)), 100 << 20);
            assertThat(backends.forWriting().name()).isEqualTo("local");
        }
    }

    @Test
    void goesBackToTheFirstOnceItWorksAgain() throws InterruptedException {
        Backends backends = backends(NO_ROOM_NEEDED);
        nas.kill();
        assertThat(backends.forWriting().name()).isEqualTo("local");
        nas.start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!backends.forWriting().name().equals("nas") && System.nanoTime() < end) {
            backends.revive();
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(backends.forWriting().name()).isEqualTo("nas");
        assertThat(backends.probe())
                .allSatisfy(probe -> assertThat(probe.fault()).isEmpty());
        assertThat(backends.all())
                .allSatisfy(backend -> assertThat(backend.list()).isEmpty());
    }

    @Test
    void waitsForNobodyWhileABackendIsKnownToBeAway() {
        Backends backends = backends(NO_ROOM_NEEDED);
        nas.freeze();
        backends.forWriting();
        long start = System.nanoTime();
        assertThatThrownBy(() -> backends.named("nas").open(ObjectKey.draw(), 0))
                .isInstanceOf(BackendUnavailable.class);
        backends.forWriting();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        nas.thaw();
    }

    private Backends backends(long roomNeeded) {
        return new Backends(List.of(first, new LocalBackend(folder)), roomNeeded);
    }
}
