package dev.gatehouse.storage.internal.backend;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Objects as files on this machine's disk. An object is written beside its place under another name, forced to the disk
 * and renamed, so that no reader, and no start after a crash, ever sees half of it.
 */
public final class LocalBackend implements Backend {

    public static final String NAME = "local";

    private static final String PART = ".part";
    private static final int BUFFER = 64 * 1024;
    private static final FileAttribute<?> OURS_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> OUR_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path folder;

    /** @param folder made, with nobody else let in, when the first object comes */
    public LocalBackend(Path folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void put(ObjectKey key, InputStream content) {
        Path target = folder.resolve(key.path());
        Path part = part(target);
        boolean kept = false;
        try {
            createFolders(target.getParent());
            fill(part, content);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            force(target.getParent());
            kept = true;
        } catch (IOException e) {
            throw new BackendUnavailable(NAME, e);
        } finally {
            if (!kept) {
                deleteQuietly(part);
                deleteQuietly(target);
            }
        }
    }

    @Override
    public Optional<InputStream> open(ObjectKey key, long offset) {
        try {
            FileChannel channel = FileChannel.open(folder.resolve(key.path()), StandardOpenOption.READ);
            return Optional.of(new FileContent(channel.position(offset)));
        } catch (NoSuchFileException e) {
            return missing();
        } catch (IOException e) {
            throw new BackendUnavailable(NAME, e);
        }
    }

    @Override
    public Optional<Long> size(ObjectKey key) {
        try {
            return Optional.of(Files.size(folder.resolve(key.path())));
        } catch (NoSuchFileException e) {
            return missing();
        } catch (IOException e) {
            throw new BackendUnavailable(NAME, e);
        }
    }

    @Override
    public void delete(ObjectKey key) {
        Path target = folder.resolve(key.path());
        try {
            Files.deleteIfExists(target);
            Files.deleteIfExists(part(target));
        } catch (IOException e) {
            throw new BackendUnavailable(NAME, e);
        }
    }

    @Override
    public Stream<StoredObject> list() {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try {
            return Files.walk(folder).filter(Files::isRegularFile).flatMap(file -> stored(file).stream());
        } catch (IOException e) {
            throw new BackendUnavailable(NAME, e);
        }
    }

    @Override
    public Optional<Long> freeBytes() {
        try {
            createFolders(folder);
            return Optional.of(Files.getFileStore(folder).getUsableSpace());
        } catch (IOException e) {
            throw new BackendUnavailable(NAME, e);
        }
    }

    /** An object that is not there, in a folder that is; a folder that is away says nothing about its objects. */
    private <T> Optional<T> missing() {
        if (Files.isDirectory(folder)) {
            return Optional.empty();
        }
        throw new BackendUnavailable(NAME, new FileNotFoundException("the folder is not there"));
    }

    /** The disk's own words for being full depend on the language of the machine. */
    private void fill(Path part, InputStream content) throws IOException {
        try {
            write(part, content);
        } catch (IOException e) {
            if (Files.getFileStore(folder).getUsableSpace() < BUFFER) {
                throw new BackendFull(NAME, e);
            }
            throw e;
        }
    }

    private static void write(Path part, InputStream content) throws IOException {
        Set<StandardOpenOption> how = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        byte[] buffer = new byte[BUFFER];
        try (FileChannel channel = FileChannel.open(part, how, OUR_FILE)) {
            for (int count = read(content, buffer); count >= 0; count = read(content, buffer)) {
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            channel.force(true);
        }
    }

    /** What the source throws is not this backend's fault. */
    private static int read(InputStream content, byte[] buffer) {
        try {
            return content.read(buffer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new folder is forced into its parent: a file is as durable as the folders on the way to it. */
    private void createFolders(Path wanted) throws IOException {
        if (Files.isDirectory(wanted)) {
            return;
        }
        if (!wanted.equals(folder)) {
            createFolders(wanted.getParent());
        }
        Files.createDirectories(wanted, OURS_ONLY);
        force(wanted.toAbsolutePath().getParent());
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path part(Path target) {
        return target.resolveSibling(target.getFileName() + PART);
    }

    /** What cannot be deleted now is a left-over that {@link #list()} shows. */
    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // told by the exception that is on its way
        }
    }

    private static Optional<StoredObject> stored(Path file) {
        String name = file.getFileName().toString();
        String id = name.endsWith(PART) ? name.substring(0, name.length() - PART.length()) : name;
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new StoredObject(
                    new ObjectKey(UUID.fromString(id)),
                    attributes.size(),
                    attributes.lastModifiedTime().toInstant()));
        } catch (IOException | IllegalArgumentException e) {
            // gone meanwhile, or not ours
            return Optional.empty();
        }
    }
}
