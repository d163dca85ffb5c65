package dev.gatehouse.web.security;

import dev.gatehouse.web.startup.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Our cookies: {@code __Host-} and Secure outside development, SameSite=Lax, for this host only (RFC 6265bis). */
@ApplicationScoped
public class Cookies {

    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int SECRET_BYTES = 32;
    private static final Duration DEVICE_LIFETIME = Duration.ofDays(400);

    private final boolean production;
    private final Duration sessionLifetime;
    private final SecureRandom random;

    @Inject
    Cookies(Settings settings, SecureRandom random) {
        this.production = settings.production();
        this.sessionLifetime = settings.sessions().absolute();
        this.random = random;
    }

    /** The cookies, by what they are for. */
    public enum Kind {
        /** The page session: 256 bits, opaque. The only one that authenticates. */
        SESSION("gatehouse_session", true),
        /** Readable by our pages' scripts, for {@code X-CSRF-Token}. */
        CSRF("gatehouse_csrf", false),
        /** Tells this browser from others. */
        DEVICE("gatehouse_device", true),
        /** A sign-in that waits for its second step. */
        CHALLENGE("gatehouse_challenge", true),
        /** A sign-in that waits for a first factor. */
        ENROLMENT("gatehouse_enrolment", true);

        private final String name;
        private final boolean httpOnly;

        Kind(String name, boolean httpOnly) {
            this.name = name;
            this.httpOnly = httpOnly;
        }
    }

    /** The cookie's value if the request brings exactly one that is well-formed. */
    public Optional<String> read(HttpServletRequest request, Kind kind) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        String[] values = Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(name(kind)))
                .map(Cookie::getValue)
                .toArray(String[]::new);
        return values.length == 1 && SECRET.matcher(values[0]).matches() ? Optional.of(values[0]) : Optional.empty();
    }

    public void set(HttpServletResponse response, Kind kind, String value) {
        response.addHeader("Set-Cookie", text(kind, value, kind == Kind.DEVICE ? DEVICE_LIFETIME : sessionLifetime));
    }

    public void set(HttpServletResponse response, Kind kind, String value, Duration lifetime) {
        response.addHeader("Set-Cookie", text(kind, value, lifetime));
    }

    public void remove(HttpServletResponse response, Kind kind) {
        response.addHeader("Set-Cookie", text(kind, "", Duration.ZERO));
    }

    /** The device cookie's value; a browser without one gets one. */
    public String device(HttpServletRequest request, HttpServletResponse response) {
        return read(request, Kind.DEVICE).orElseGet(() -> {
            String made = secret();
            set(response, Kind.DEVICE, made);
            return made;
        });
    }

    /** 256 random bits as 43 base64url characters. */
    String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    String name(Kind kind) {
        return production ? "__Host-" + kind.name : kind.name;
    }

    private String text(Kind kind, String value, Duration lifetime) {
        return name(kind) + "=" + value + "; Path=/; Max-Age=" + lifetime.toSeconds() + "; SameSite=Lax"
                + (kind.httpOnly ? "; HttpOnly" : "") + (production ? "; Secure" : "");
    }
}
