package dev.gatehouse.web.security;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A presented bearer token before anything is believed of it. What cannot be ours is dropped here: the container would
 * also take other algorithms and encrypted tokens, and would parse a payload of any size.
 */
record BearerToken(String text) {

    private static final String SCHEME = "Bearer ";
    private static final int MAX_LENGTH = 4096;
    private static final int MAX_HEADER = 512;
    private static final Pattern SIGNED = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    static Optional<BearerToken> in(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null || !header.startsWith(SCHEME) || header.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return Optional.of(new BearerToken(header.substring(SCHEME.length())));
    }

    /** SHA-256: the token itself is kept nowhere. */
    String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the form and the header are those of a token of ours (RFC 8725 section 3.1). */
    boolean plausible() {
        if (!SIGNED.matcher(text).matches()) {
            return false;
        }
        String encoded = text.substring(0, text.indexOf('.'));
        if (encoded.length() > MAX_HEADER) {
            return false;
        }
        try (var reader = Json.createReader(
                new ByteArrayInputStream(Base64.getUrlDecoder().decode(encoded)))) {
            JsonObject header = reader.readObject();
            return "ES256".equals(header.getString("alg", null))
                    && "JWT".equals(header.getString("typ", null))
                    && header.keySet().stream().allMatch(name -> name.matches("alg|typ|kid"));
        } catch (JsonException | IllegalArgumentException | ClassCastException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "BearerToken";
    }
}
