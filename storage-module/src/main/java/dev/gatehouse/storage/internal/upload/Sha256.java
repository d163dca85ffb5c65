package dev.gatehouse.storage.internal.upload;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, as the rows hold it. */
public final class Sha256 {

    private static final int BUFFER = 64 * 1024;

    private Sha256() {}

    public static MessageDigest fresh() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String of(InputStream content) throws IOException {
        MessageDigest hash = fresh();
        byte[] buffer = new byte[BUFFER];
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            hash.update(buffer, 0, count);
        }
        return text(hash);
    }

    public static String text(MessageDigest hash) {
        return HexFormat.of().formatHex(hash.digest());
    }
}
