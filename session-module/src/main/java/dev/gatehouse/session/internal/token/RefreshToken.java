package dev.gatehouse.session.internal.token;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A refresh token in its three parts, {@code <sessionId>.<secret>.<mac>}. Each token has exactly one spelling, so that
 * its hash can stand for it.
 */
public record RefreshToken(UUID sessionId, String secret, String mac) {

    private static final Pattern FORM = Pattern.compile("([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
            + "\\.(" + Secret.CANONICAL + ")\\.(" + Secret.CANONICAL + ")");
    private static final int LENGTH = 36 + 1 + Secret.LENGTH + 1 + Secret.LENGTH;

    static Optional<RefreshToken> parse(String text) {
        if (text == null || text.length() != LENGTH) {
            return Optional.empty();
        }
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(new RefreshToken(UUID.fromString(parts.group(1)), parts.group(2), parts.group(3)))
                : Optional.empty();
    }

    /** What the client holds. */
    public String text() {
        return authenticated() + "." + mac;
    }

    public byte[] hash() {
        return Secret.hash(text());
    }

    /** What the MAC covers. */
    String authenticated() {
        return sessionId + "." + secret;
    }

    @Override
    public String toString() {
        return "RefreshToken[" + sessionId + "]";
    }
}
