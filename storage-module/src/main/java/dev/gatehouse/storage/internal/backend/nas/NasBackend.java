package dev.gatehouse.storage.internal.backend.nas;

import com.hierynomus.msdtyp.AccessMask;
import com.hierynomus.msfscc.fileinformation.FileIdBothDirectoryInformation;
import com.hierynomus.msfscc.fileinformation.FileStandardInformation;
import com.hierynomus.mssmb2.SMB2CreateDisposition;
import com.hierynomus.mssmb2.SMB2CreateOptions;
import com.hierynomus.mssmb2.SMB2ShareAccess;
import com.hierynomus.mssmb2.SMBApiException;
import com.hierynomus.smbj.common.SMBRuntimeException;
import com.hierynomus.smbj.share.DiskShare;
import com.hierynomus.smbj.share.File;
import dev.gatehouse.storage.NasSettings;
import dev.gatehouse.storage.internal.backend.Backend;
import dev.gatehouse.storage.internal.backend.BackendUnavailable;
import dev.gatehouse.storage.internal.backend.ObjectKey;
import dev.gatehouse.storage.internal.backend.StoredObject;
import dev.gatehouse.storage.internal.backend.nas.NasConnections.Lent;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Objects as files of an SMB share. The server may go and come back: a connection that was cut is replaced without
 * anybody noticing, unless an object was on its way over it.
 */
public final class NasBackend implements Backend, AutoCloseable {

    public static final String NAME = "nas";

    private final NasConnections connections;
    private final String folder;
    private volatile boolean folderSeen;

    public NasBackend(NasSettings settings) {
        this.connections = new NasConnections(settings);
        this.folder = settings.path().replace('/', '\\').replaceAll("^\\\\+|\\\\+$", "");
    }

    /** What is done over a connection. */
    private interface Work<T> {
        T over(Lent lent) throws IOException;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void put(ObjectKey key, InputStream content) {
        NasUpload upload = holding(lent -> NasUpload.begun(lent, folder, path(key)));
        try {
            upload.take(content);
            upload.finish();
        } catch (IOException | SMBRuntimeException e) {
            discard(upload, e);
            throw new BackendUnavailable(NAME, e);
        } catch (RuntimeException | Error e) {
            discard(upload, e);
            throw e;
        }
        upload.lent().giveBack();
    }

    @Override
    public Optional<InputStream> open(ObjectKey key, long offset) {
        return holding(lent -> {
            try {
                return Optional.of(new NasContent(lent, opened(lent.connection().share(), place(key)), offset));
            } catch (SMBApiException e) {
                demandMissing(lent, e);
                lent.giveBack();
                return Optional.empty();
            }
        });
    }

    @Override
    public Optional<Long> size(ObjectKey key) {
        return with(lent -> {
            try {
                return Optional.of(lent.connection()
                        .share()
                        .getFileInformation(place(key), FileStandardInformation.class)
                        .getEndOfFile());
            } catch (SMBApiException e) {
                demandMissing(lent, e);
                return Optional.empty();
            }
        });
    }

    @Override
    public void delete(ObjectKey key) {
        with(lent -> {
            for (String path : List.of(place(key), place(key) + NasUpload.PART)) {
                try {
                    lent.connection().share().rm(path);
                } catch (SMBApiException e) {
                    demandMissing(lent, e);
                }
            }
            return null;
        });
    }

    /** One folder at a time. */
    @Override
    public Stream<StoredObject> list() {
        return entries(folder)
                .filter(NasBackend::isShard)
                .flatMap(outer -> entries(below(folder, outer))
                        .filter(NasBackend::isShard)
                        .flatMap(inner -> entries(below(below(folder, outer), inner))))
                .flatMap(file -> stored(file).stream());
    }

    @Override
    public Optional<Long> freeBytes() {
        return with(lent -> {
            DiskShare share = lent.connection().share();
            demandPresent(share);
            return Optional.of(share.getShareInformation().getCallerFreeSpace());
        });
    }

    @Override
    public void close() {
        connections.close();
    }

    private <T> T with(Work<T> work) {
        return holding(lent -> {
            T result = work.over(lent);
            lent.giveBack();
            return result;
        });
    }

    /** Whoever asks keeps the connection, and gives it back, unless this throws. */
    private <T> T holding(Work<T> work) {
        try {
            Optional<Lent> used = connections.used();
            if (used.isPresent()) {
                try {
                    return carefully(used.get(), work);
                } catch (SMBRuntimeException e) {
                    if (!NasFaults.answered(e)) {
                        connections.dropIdle();
                    }
                    if (!NasFaults.cut(e)) {
                        throw e;
                    }
                }
            }
            return carefully(connections.fresh(), work);
        } catch (IOException | SMBRuntimeException e) {
            throw new BackendUnavailable(NAME, e);
        }
    }

    private <T> T carefully(Lent lent, Work<T> work) throws IOException {
        try {
            demandFolder(lent.connection().share());
            return work.over(lent);
        } catch (RuntimeException e) {
            if (NasFaults.answered(e)) {
                lent.giveBack();
            } else {
                lent.drop();
            }
            throw e;
        } catch (IOException e) {
            lent.drop();
            throw e;
        }
    }

    /** Made once. A share that comes back without it later is not the one that our objects lie on. */
    private void demandFolder(DiskShare share) throws IOException {
        if (folder.isEmpty() || folderSeen) {
            return;
        }
        if (!share.folderExists(folder)) {
            NasUpload.createFolders(share, "", folder);
        }
        folderSeen = true;
    }

    /** A folder that is away says nothing about what lies in it. */
    private void demandMissing(Lent lent, SMBApiException fault) throws IOException {
        if (!NasFaults.notThere(fault)) {
            throw fault;
        }
        demandPresent(lent.connection().share());
    }

    private void demandPresent(DiskShare share) throws IOException {
        if (!folder.isEmpty() && !share.folderExists(folder)) {
            throw new FileNotFoundException("the folder is not there");
        }
    }

    private void discard(NasUpload upload, Throwable fault) {
        if (fault instanceof SMBRuntimeException smb && !NasFaults.answered(smb)) {
            upload.lent().drop();
            connections.dropIdle();
            return;
        }
        try {
            upload.discard();
            upload.lent().giveBack();
        } catch (SMBRuntimeException e) {
            // The server deletes it as soon as it sees that nobody is there any more.
            upload.lent().drop();
        }
    }

    private Stream<FileIdBothDirectoryInformation> entries(String path) {
        return with(lent -> {
                    try {
                        return lent.connection().share().list(path);
                    } catch (SMBApiException e) {
                        if (NasFaults.notThere(e)) {
                            return List.<FileIdBothDirectoryInformation>of();
                        }
                        throw e;
                    }
                })
                .stream();
    }

    private static boolean isShard(FileIdBothDirectoryInformation entry) {
        return entry.getFileName().matches("[0-9a-f]{2}");
    }

    private static String below(String path, FileIdBothDirectoryInformation entry) {
        return NasUpload.below(path, entry.getFileName());
    }

    private String place(ObjectKey key) {
        return NasUpload.below(folder, path(key));
    }

    private static String path(ObjectKey key) {
        return key.path().replace('/', '\\');
    }

    private static File opened(DiskShare share, String path) {
        return share.openFile(
                path,
                EnumSet.of(AccessMask.GENERIC_READ),
                null,
                EnumSet.allOf(SMB2ShareAccess.class),
                SMB2CreateDisposition.FILE_OPEN,
                EnumSet.of(SMB2CreateOptions.FILE_NON_DIRECTORY_FILE));
    }

    private static Optional<StoredObject> stored(FileIdBothDirectoryInformation entry) {
        String name = entry.getFileName();
        String id = name.endsWith(NasUpload.PART) ? name.substring(0, name.length() - NasUpload.PART.length()) : name;
        try {
            return Optional.of(new StoredObject(
                    new ObjectKey(UUID.fromString(id)),
                    entry.getEndOfFile(),
                    entry.getLastWriteTime().toInstant()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
