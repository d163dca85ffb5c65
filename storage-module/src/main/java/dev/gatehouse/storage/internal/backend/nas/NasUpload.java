package dev.gatehouse.storage.internal.backend.nas;

import com.hierynomus.msdtyp.AccessMask;
import com.hierynomus.msfscc.fileinformation.FileDispositionInformation;
import com.hierynomus.msfscc.fileinformation.FileStandardInformation;
import com.hierynomus.mssmb2.SMB2CreateDisposition;
import com.hierynomus.mssmb2.SMB2CreateOptions;
import com.hierynomus.mssmb2.SMB2ShareAccess;
import com.hierynomus.mssmb2.SMBApiException;
import com.hierynomus.smbj.share.DiskShare;
import com.hierynomus.smbj.share.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;

/**
 * One object on its way to the NAS, under another name until it is whole. The server is told to delete it when it is
 * closed, and only the last step takes that back: a connection that is cut, by whoever dies, leaves nothing.
 */
final class NasUpload {

    static final String PART = ".part";

    private final NasConnections.Lent lent;
    private final File file;
    private final String target;
    private final byte[] buffer = new byte[NasConnection.MESSAGE_BYTES];
    private long length;

    private NasUpload(NasConnections.Lent lent, File file, String target) {
        this.lent = lent;
        this.file = file;
        this.target = target;
    }

    /** @param path below the folder, which is not made: a share without it is not the one that is meant */
    static NasUpload begun(NasConnections.Lent lent, String folder, String path) {
        DiskShare share = lent.connection().share();
        String target = below(folder, path);
        File file;
        try {
            file = created(share, target + PART);
        } catch (SMBApiException e) {
            if (!NasFaults.notThere(e)) {
                throw e;
            }
            createFolders(share, folder, path.substring(0, path.lastIndexOf('\\')));
            file = created(share, target + PART);
        }
        try {
            file.setFileInformation(new FileDispositionInformation(true));
        } catch (SMBApiException e) {
            file.close();
            throw e;
        }
        return new NasUpload(lent, file, target);
    }

    NasConnections.Lent lent() {
        return lent;
    }

    /** @throws UncheckedIOException what reading the content threw */
    void take(InputStream content) {
        for (int count = read(content); count >= 0; count = read(content)) {
            for (int sent = 0; sent < count; ) {
                sent += (int) file.write(buffer, length + sent, sent, count - sent);
            }
            length += count;
        }
    }

    /** Forced to the server's disk, its length compared, and given its name. */
    void finish() throws IOException {
        file.flush();
        if (file.getFileInformation(FileStandardInformation.class).getEndOfFile() != length) {
            throw new IOException("it keeps another length than was sent");
        }
        file.setFileInformation(new FileDispositionInformation(false));
        file.rename(target, false);
        file.close();
    }

    /** Closes it, which deletes it. */
    void discard() {
        file.setFileInformation(new FileDispositionInformation(true));
        file.close();
    }

    static void createFolders(DiskShare share, String folder, String path) {
        for (int end = path.indexOf('\\'); end >= 0; end = path.indexOf('\\', end + 1)) {
            createFolder(share, below(folder, path.substring(0, end)));
        }
        createFolder(share, below(folder, path));
    }

    static String below(String folder, String path) {
        return folder.isEmpty() ? path : folder + "\\" + path;
    }

    private static void createFolder(DiskShare share, String path) {
        try {
            share.mkdir(path);
        } catch (SMBApiException e) {
            if (!NasFaults.alreadyThere(e)) {
                throw e;
            }
        }
    }

    /** Fills the buffer, so that a content of many small pieces does not become as many messages. */
    private int read(InputStream content) {
        try {
            int count = content.readNBytes(buffer, 0, buffer.length);
            return count == 0 ? -1 : count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static File created(DiskShare share, String path) {
        return share.openFile(
                path,
                EnumSet.of(AccessMask.GENERIC_WRITE, AccessMask.DELETE, AccessMask.FILE_READ_ATTRIBUTES),
                null,
                EnumSet.noneOf(SMB2ShareAccess.class),
                SMB2CreateDisposition.FILE_CREATE,
                EnumSet.of(SMB2CreateOptions.FILE_NON_DIRECTORY_FILE));
    }
}
