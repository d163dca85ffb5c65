package dev.gatehouse.storage.internal.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every remote backend promises, held against a real server that is killed, frozen and started again. */
public abstract class RemoteBackendContract {

    private static final int MANY = 20 << 20;

    /** No answer within ten seconds is no answer; some calls try twice. */
    private static final Duration STUCK = Duration.ofSeconds(25);

    protected abstract Backend backend();

    protected abstract void kill();

    protected abstract void start();

    protected abstract void freeze();

    protected abstract void thaw();

    @ParameterizedTest
    @ValueSource(ints = {0, 100_000, MANY})
    protected void keepsNothingOfAContentThatBreaksOff(int before) {
        ObjectKey key = ObjectKey.draw();
        assertThatThrownBy(() -> backend().put(key, Contents.broken(Contents.bytes(before))))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("the sender went away");
        assertThat(backend().size(key)).isEmpty();
        assertThat(listed()).doesNotContain(key);
    }

    @Test
    void letsOutWhatTheContentThrows() {
        ObjectKey key = ObjectKey.draw();
        InputStream content = Contents.with(
                Contents.bytes(100),
                () -> {
                    throw new IllegalStateException("too long");
                },
                new byte[0]);
        assertThatThrownBy(() -> backend().put(key, content))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("too long");
        assertThat(listed()).doesNotContain(key);
    }

    @Test
    void findsNothingWhereNothingIs() {
        ObjectKey key = new ObjectKey(UUID.randomUUID());
        assertThat(backend().open(key, 0)).isEmpty();
        assertThat(backend().size(key)).isEmpty();
        backend().delete(key);
    }

    @Test
    void saysThatTheServerIsAwayAndGoesOnWhenItIsBack() {
        ObjectKey key = kept(Contents.bytes(1_000));
        kill();
        try {
            assertUnavailable(() -> backend().put(ObjectKey.draw(), Contents.of(Contents.bytes(10))));
            assertUnavailable(() -> backend().open(key, 0));
            assertUnavailable(() -> backend().size(key));
            assertUnavailable(() -> backend().delete(key));
            assertUnavailable(() -> backend().list().toList());
            assertUnavailable(() -> backend().freeBytes());
        } finally {
            start();
        }
        assertThat(Contents.read(backend(), key, 0)).isEqualTo(Contents.bytes(1_000));
    }

    @Test
    void isStuckNoLongerThanItsTimeouts() {
        ObjectKey key = kept(Contents.bytes(1_000));
        freeze();
        try {
            var calls = Stream.<Runnable>of(
                            () -> backend().put(ObjectKey.draw(), Contents.of(Contents.bytes(10))),
                            () -> backend().open(key, 0),
                            () -> backend().size(key),
                            () -> backend().freeBytes())
                    .map(call -> CompletableFuture.runAsync(() -> assertUnavailable(call::run)))
                    .toList();
            assertThat(calls).allSatisfy(call -> assertThat(call).succeedsWithin(STUCK));
        } finally {
            thaw();
        }
        assertThat(Contents.read(backend(), key, 0)).hasSize(1_000);
    }

    @Test
    protected void givesUpAnUploadWhoseServerFreezes() {
        ObjectKey key = ObjectKey.draw();
        try {
            var upload = CompletableFuture.runAsync(() -> assertUnavailable(
                    () -> backend().put(key, Contents.with(Contents.bytes(MANY), this::freeze, Contents.bytes(MANY)))));
            assertThat(upload).succeedsWithin(patience());
        } finally {
            thaw();
        }
        assertThat(backend().size(key)).isEmpty();
    }

    /** How long a part may be on its way. */
    protected Duration patience() {
        return STUCK;
    }

    @Test
    void keepsNothingOfAnUploadWhoseServerDies() {
        ObjectKey key = ObjectKey.draw();
        try {
            assertUnavailable(
                    () -> backend().put(key, Contents.with(Contents.bytes(MANY), this::kill, Contents.bytes(MANY))));
        } finally {
            start();
        }
        assertThat(backend().size(key)).isEmpty();
        assertThat(backend().open(key, 0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000, 128 << 10, 8 << 20, MANY + 17})
    void givesBackWhatItWasGiven(int length) {
        byte[] bytes = Contents.bytes(length);
        ObjectKey key = kept(bytes);
        assertThat(backend().size(key)).contains((long) length);
        assertThat(Contents.read(backend(), key, 0)).isEqualTo(bytes);
    }

    @Test
    void readsFromAnOffset() {
        byte[] bytes = Contents.bytes(300_000);
        ObjectKey key = kept(bytes);
        assertThat(Contents.read(backend(), key, 299_990))
                .isEqualTo(java.util.Arrays.copyOfRange(bytes, 299_990, 300_000));
        assertThat(Contents.read(backend(), key, 300_000)).isEmpty();
    }

    @Test
    void bearsReadersThatStopEarly() throws IOException {
        ObjectKey key = kept(Contents.bytes(MANY));
        for (int i = 0; i < 100; i++) {
            try (InputStream content = backend().open(key, i).orElseThrow()) {
                assertThat(content.read()).isNotNegative();
            }
        }
    }

    @Test
    void listsAndDeletes() {
        ObjectKey kept = kept(Contents.bytes(7));
        ObjectKey deleted = kept(Contents.bytes(8));
        backend().delete(deleted);
        backend().delete(deleted);
        assertThat(listed()).contains(kept).doesNotContain(deleted);
        assertThat(backend().list().filter(object -> object.key().equals(kept)))
                .singleElement()
                .satisfies(object -> assertThat(object.size()).isEqualTo(7));
        assertThat(backend().open(deleted, 0)).isEmpty();
    }

    @Test
    void servesManyAtOnce() {
        List<CompletableFuture<Boolean>> calls = IntStream.range(0, 40)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    byte[] bytes = Contents.bytes(200_000 + i);
                    return java.util.Arrays.equals(Contents.read(backend(), kept(bytes), 0), bytes);
                }))
                .toList();
        assertThat(calls).allSatisfy(call -> assertThat(call.join()).isTrue());
    }

    protected final ObjectKey kept(byte[] bytes) {
        ObjectKey key = ObjectKey.draw();
        backend().put(key, Contents.of(bytes));
        return key;
    }

    protected final List<ObjectKey> listed() {
        try (Stream<StoredObject> objects = backend().list()) {
            return objects.map(StoredObject::key).toList();
        }
    }

    protected static void assertUnavailable(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(BackendUnavailable.class);
    }
}
