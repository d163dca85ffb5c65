package dev.gatehouse.web.security;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
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
public record BearerToken(String text) {

    /** Asked for once: the methods of {@code Json} search the class path at every call. */
    private static final JsonProvider JSON = JsonProvider.provider();

    private static final String SCHEME = "Bearer ";
    private static final int MAX_LENGTH = 4096;
    private static final int MAX_HEADER = 512;
    /**
     * The signature is 64 bytes, whose last base64url character carries two bits: any other final character would be
     * a second spelling of the same token (RFC 4648 section 3.5).
     */
    private static final Pattern SIGNED = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{85}[AQgw]");

    /** What stands in the {@code Authorization} header. */
    public static Optional<BearerToken> in(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null
                || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                || header.length() > MAX_LENGTH) {
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
        try (var reader = JSON.createReader(
                new ByteArrayInputStream(Base64.getUrlDecoder().decode(encoded)))) {
            JsonObject header = reader.readObject();
            return "ES256".equals(header.getString("alg", null))
                    && "JWT".equals(header.getString("typ", null))
                    && header.keySet().stream().allMatch(name -> name.matches("alg|typ|kid"));
        } catch (JsonException | IllegalArgumentException | ClassCastException e) {
            return false;
        }
    }

    /** The scheme's case does not matter (RFC 9110 section 11.1), but to the container it does. */
    HttpServletRequest asTheContainerReadsIt(HttpServletRequest request) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getHeader(String name) {
                return name.equalsIgnoreCase("Authorization") ? SCHEME + text : super.getHeader(name);
            }
        };
    }

    @Override
    public String toString() {
        return "BearerToken";
    }
}
