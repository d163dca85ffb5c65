package dev.gatehouse.auth.internal.password;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** PBKDF2 with HMAC-SHA-256 (RFC 8018) as Django writes it: {@code pbkdf2_sha256$<iterations>$<salt>$<base64>}. */
final class Pbkdf2Hash implements LegacyHash {

    /** About two seconds of one core. */
    static final int MAX_ITERATIONS = 2_000_000;

    private static final int KEY_BITS = 256;
    private static final Pattern FORMAT =
            Pattern.compile("pbkdf2_sha256\\$([1-9]\\d{0,8})\\$([^$\\p{Cntrl}]{1,128})\\$([A-Za-z0-9+/]{43}=)");

    private record Parts(int iterations, String salt, byte[] tag) {}

    @Override
    public boolean recognises(String stored) {
        return FORMAT.matcher(stored).matches();
    }

    @Override
    public boolean canVerify(String stored) {
        return parsed(stored).isPresent();
    }

    @Override
    public boolean matches(String password, String stored) {
        return parsed(stored)
                .filter(parts -> MessageDigest.isEqual(parts.tag(), tag(password, parts)))
                .isPresent();
    }

    private static Optional<Parts> parsed(String stored) {
        Matcher matcher = FORMAT.matcher(stored);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > MAX_ITERATIONS) {
            return Optional.empty();
        }
        return Optional.of(new Parts(
                Integer.parseInt(matcher.group(1)),
                matcher.group(2),
                Base64.getDecoder().decode(matcher.group(3))));
    }

    private static byte[] tag(String password, Parts parts) {
        byte[] salt = parts.salt().getBytes(StandardCharsets.UTF_8);
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, parts.iterations(), KEY_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } finally {
            spec.clearPassword();
        }
    }
}
