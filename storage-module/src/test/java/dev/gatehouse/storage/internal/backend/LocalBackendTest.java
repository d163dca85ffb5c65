package dev.gatehouse.storage.internal.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBackendTest {

    @TempDir
    private Path parent;

    private final ObjectKey key = ObjectKey.draw();

    @Test
    void leavesNothingOfContentThatBreaksOff() throws IOException {
        InputStream broken = new SequenceInputStream(content("some"), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken off");
            }
        });

        assertThatThrownBy(() -> backend().put(key, broken))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("broken off");

        assertThat(files()).isEmpty();
    }

    @Test
    void leavesNothingWhereAnExceptionOfAnotherKindComesOutOfTheContent() throws IOException {
        InputStream broken = new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("stopped");
            }
        };

        assertThatThrownBy(() -> backend().put(key, broken)).isInstanceOf(IllegalStateException.class);

        assertThat(files()).isEmpty();
    }

    @Test
    void isUnavailableWhereItsFolderCannotBe() throws IOException {
        Files.createFile(parent.resolve("files"));

        assertThatThrownBy(() -> backend().put(key, content("some"))).isInstanceOf(BackendUnavailable.class);
        assertThatThrownBy(() -> backend().open(key, 0)).isInstanceOf(BackendUnavailable.class);
        assertThatThrownBy(() -> backend().size(key)).isInstanceOf(BackendUnavailable.class);
    }

    @Test
    void findsNoObjectThatIsNotThere() {
        backend().put(ObjectKey.draw(), content("another"));
        assertThat(backend().open(key, 0)).isEmpty();
        assertThat(backend().size(key)).isEmpty();
        backend().delete(key);
    }

    @Test
    void givesBackWhatItWasGivenFromAnyPlace() throws IOException {
        backend().put(key, content("0123456789"));

        assertThat(text(0)).isEqualTo("0123456789");
        assertThat(text(7)).isEqualTo("789");
        assertThat(backend().size(key)).contains(10L);
        assertThat(backend().list()).extracting(StoredObject::key).containsExactly(key);
    }

    @Test
    void letsNobodyElseRead() throws IOException {
        backend().put(key, content("some"));

        try (Stream<Path> all = Files.walk(parent.resolve("files"))) {
            assertThat(all)
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .endsWith("------"));
        }
    }

    @Test
    void showsAndDeletesLeftOvers() throws IOException {
        backend().put(key, content("some"));
        Path object = parent.resolve("files").resolve(key.path());
        Files.move(object, object.resolveSibling(object.getFileName() + ".part"));

        assertThat(backend().list()).extracting(StoredObject::key).containsExactly(key);
        backend().delete(key);

        assertThat(files()).isEmpty();
    }

    private LocalBackend backend() {
        return new LocalBackend(parent.resolve("files"));
    }

    private String text(long offset) throws IOException {
        try (InputStream content = backend().open(key, offset).orElseThrow()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream content(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private Stream<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(parent)) {
            return all.filter(Files::isRegularFile).toList().stream();
        }
    }
}
