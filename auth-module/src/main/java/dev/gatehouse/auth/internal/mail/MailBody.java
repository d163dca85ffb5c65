package dev.gatehouse.auth.internal.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.UUID;

/** The two parts of a mail. They hold links that sign people in, so they are stored encrypted and bound to their row. */
record MailBody(String text, String html) {

    byte[] encrypted(Aead aead, UUID row) {
        byte[] first = text.getBytes(UTF_8);
        byte[] second = html.getBytes(UTF_8);
        byte[] plain = ByteBuffer.allocate(Integer.BYTES + first.length + second.length)
                .putInt(first.length)
                .put(first)
                .put(second)
                .array();
        try {
            return aead.encrypt(plain, associated(row));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a mail could not be encrypted", e);
        }
    }

    static MailBody decrypted(byte[] encrypted, Aead aead, UUID row) {
        try {
            ByteBuffer plain = ByteBuffer.wrap(aead.decrypt(encrypted, associated(row)));
            byte[] first = new byte[plain.getInt()];
            plain.get(first);
            byte[] second = new byte[plain.remaining()];
            plain.get(second);
            return new MailBody(new String(first, UTF_8), new String(second, UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("mail " + row + " cannot be decrypted", e);
        }
    }

    private static byte[] associated(UUID row) {
        return row.toString().getBytes(UTF_8);
    }

    @Override
    public String toString() {
        return "MailBody[]";
    }
}
