package dev.gatehouse.web.security;

import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.prf.PrfSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens that a foreign site cannot know. Forms carry an HMAC over the browser's own CSRF cookie; scripts send the
 * cookie's value itself in {@code X-CSRF-Token} (OWASP: signed double-submit cookie).
 */
@ApplicationScoped
public class CsrfTokens {

    /** The hidden field's name in every form. */
    public static final String FIELD = "csrf";

    private static final String HEADER = "X-CSRF-Token";
    private static final String ATTRIBUTE = "gatehouse.csrfCookie";
    private static final int KEY_BYTES = 32;

    private final Cookies cookies;
    private final SecretKeySpec primary;
    private final List<SecretKeySpec> known;

    @Inject
    CsrfTokens(Cookies cookies, PrfSet prfs) throws GeneralSecurityException {
        this.cookies = cookies;
        List<SecretKeySpec> derived = new ArrayList<>();
        for (Prf secret : prfs.getPrfs().values()) {
            derived.add(derive(secret));
        }
        this.primary = derive(prfs.getPrfs().get(prfs.getPrimaryId()));
        this.known = List.copyOf(derived);
    }

    /** The token for a form in this answer; gives the browser its cookie if it has none. */
    public String forForm(HttpServletRequest request, HttpServletResponse response) {
        return mac(primary, cookie(request, response));
    }

    /** The name of the cookie whose value scripts send in the header. */
    public String cookieName() {
        return cookies.name(Cookies.Kind.CSRF);
    }

    /** Whether a form's field fits the browser's cookie; a node whose key differs in order may have made it. */
    boolean matches(HttpServletRequest request, String field) {
        Optional<String> cookie = cookies.read(request, Cookies.Kind.CSRF);
        return cookie.isPresent() && known.stream().anyMatch(key -> equal(field, mac(key, cookie.get())));
    }

    /** Whether a script's header holds the browser's cookie. */
    boolean headerMatches(HttpServletRequest request) {
        Optional<String> cookie = cookies.read(request, Cookies.Kind.CSRF);
        return cookie.isPresent() && equal(request.getHeader(HEADER), cookie.get());
    }

    /** Gives the browser a new cookie: after a sign-in no token from before it counts. */
    public void renew(HttpServletRequest request, HttpServletResponse response) {
        String made = cookies.secret();
        request.setAttribute(ATTRIBUTE, made);
        cookies.set(response, Cookies.Kind.CSRF, made);
    }

    private String cookie(HttpServletRequest request, HttpServletResponse response) {
        String made = (String) request.getAttribute(ATTRIBUTE);
        if (made != null) {
            return made;
        }
        return cookies.read(request, Cookies.Kind.CSRF).orElseGet(() -> {
            renew(request, response);
            return (String) request.getAttribute(ATTRIBUTE);
        });
    }

    private static SecretKeySpec derive(Prf secret) throws GeneralSecurityException {
        byte[] purpose = "gatehouse form token".getBytes(StandardCharsets.US_ASCII);
        return new SecretKeySpec(secret.compute(purpose, KEY_BYTES), "HmacSHA256");
    }

    private static String mac(SecretKeySpec key, String cookie) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] tag = mac.doFinal(cookie.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(tag);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean equal(String given, String expected) {
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }
}
