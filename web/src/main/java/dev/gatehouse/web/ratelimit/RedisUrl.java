package dev.gatehouse.web.ratelimit;

import java.net.URI;
import java.util.List;

/** Where Redis is: {@code redis://user:password@host:port/number}, {@code rediss} with TLS. Its text is a secret. */
public record RedisUrl(URI uri) {

    private static final String FORM = "must look like redis://user:password@host:port or rediss://…";

    /** @throws IllegalArgumentException if the text is not such a URI; the message holds no part of it */
    public static RedisUrl parse(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not a URI (is a special character in the password not %-encoded?)");
        }
        boolean path = String.valueOf(uri.getRawPath()).matches("/?|/\\d{1,4}");
        if (!List.of("redis", "rediss").contains(String.valueOf(uri.getScheme())) || uri.getHost() == null || !path) {
            throw new IllegalArgumentException(FORM);
        }
        return new RedisUrl(uri);
    }

    /** Without who is let in and how. */
    @Override
    public String toString() {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() == -1 ? "" : ":" + uri.getPort());
    }
}
