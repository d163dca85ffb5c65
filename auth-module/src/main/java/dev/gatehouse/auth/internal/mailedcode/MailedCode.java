package dev.gatehouse.auth.internal.mailedcode;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.prf.PrfSet;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * Eight digits, good for one row of the table. Whoever reads the table could try all of them against a hash, so what is
 * stored is a MAC under the server's key.
 */
record MailedCode(UUID row, String digits) {

    private static final int CODES = 100_000_000;
    private static final int MAC_BYTES = 32;

    static MailedCode draw(SecureRandom random) {
        return new MailedCode(UUID.randomUUID(), "%08d".formatted(random.nextInt(CODES)));
    }

    /** For reading. */
    String text() {
        return digits.substring(0, 4) + " " + digits.substring(4);
    }

    byte[] mac(PrfSet keys) {
        try {
            return keys.computePrimary(message(), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the MAC is of this code, under any key that the server still reads. */
    boolean matches(byte[] mac, PrfSet keys) {
        boolean found = false;
        try {
            for (Prf key : keys.getPrfs().values()) {
                found |= MessageDigest.isEqual(key.compute(message(), MAC_BYTES), mac);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    private byte[] message() {
        return ("gatehouse mailed code, 1: " + row + " " + digits).getBytes(UTF_8);
    }

    @Override
    public String toString() {
        return "MailedCode[" + row + "]";
    }
}
