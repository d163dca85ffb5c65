package dev.gatehouse.auth.internal.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** The secret in a mailed link: 256 random bits, of which the database sees only the SHA-256. */
public record LinkToken(String text) {

    private static final int LENGTH = 32;
    private static final Pattern FORMAT = Pattern.compile("[A-Za-z0-9_-]{43}");

    public static LinkToken draw(SecureRandom random) {
        byte[] secret = new byte[LENGTH];
        random.nextBytes(secret);
        return new LinkToken(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** Empty for what cannot be a token of ours. */
    public static Optional<LinkToken> parse(String text) {
        return Optional.ofNullable(text)
                .map(String::strip)
                .filter(token -> FORMAT.matcher(token).matches())
                .map(LinkToken::new);
    }

    public byte[] hash() {
        return sha256(text);
    }

    /** The form in which any secret that needs no salt is stored. */
    public static byte[] sha256(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "LinkToken[hidden]";
    }
}
