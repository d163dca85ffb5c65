package dev.gatehouse.session.internal.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** What opaque secrets of 256 bits look like outside (base64url without padding) and in the database (SHA-256). */
public final class Secret {

    /** The last of 43 characters carries four bits: any other final character would be a second spelling. */
    static final String CANONICAL = "[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]";

    static final int BYTES = 32;
    static final int LENGTH = 43;

    private static final Pattern FORM = Pattern.compile(CANONICAL);

    private Secret() {}

    public static String draw(SecureRandom random) {
        return text(bytes(random));
    }

    public static byte[] bytes(SecureRandom random) {
        byte[] drawn = new byte[BYTES];
        random.nextBytes(drawn);
        return drawn;
    }

    public static boolean wellFormed(String text) {
        return text != null && text.length() == LENGTH && FORM.matcher(text).matches();
    }

    /** A plain hash is enough: what is hashed cannot be guessed. */
    public static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(byte[] secret) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }
}
