package dev.gatehouse.session.internal.token;

import com.google.crypto.tink.prf.Prf;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The two keys that refresh tokens need, derived from one server secret for one purpose each. */
final class ServerKey {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec authenticity;
    private final SecretKeySpec succession;

    ServerKey(Prf secret) {
        authenticity = derive(secret, "gatehouse refresh token: authenticity, 1");
        succession = derive(secret, "gatehouse refresh token: succession, 1");
    }

    RefreshToken sign(UUID sessionId, String secret) {
        RefreshToken unsigned = new RefreshToken(sessionId, secret, "");
        return new RefreshToken(sessionId, secret, mac(unsigned));
    }

    boolean signed(RefreshToken token) {
        return MessageDigest.isEqual(ascii(mac(token)), ascii(token.mac()));
    }

    /** The one token that follows this one when it is rotated with this salt. */
    RefreshToken successor(RefreshToken token, byte[] salt) {
        return sign(token.sessionId(), Secret.text(hmac(succession, ascii(token.text()), salt)));
    }

    private String mac(RefreshToken token) {
        return Secret.text(hmac(authenticity, ascii(token.authenticated())));
    }

    private static byte[] hmac(SecretKeySpec key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SecretKeySpec derive(Prf secret, String purpose) {
        try {
            return new SecretKeySpec(secret.compute(ascii(purpose), Secret.BYTES), ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
