package dev.gatehouse.web.security;

import dev.gatehouse.web.startup.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The one place that tells browsers what our answers may do (OWASP ASVS 5.0, chapter 3.4). */
public class SecurityHeadersFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String CLOSED =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";
    private static final String PAGES = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";
    /** Our own addresses of these files change with their content. */
    private static final String ASSETS = "/assets/";
    /** Mail brings its own styles, and must not be able to do anything else. */
    private static final String MAIL =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'; object-src 'none'";
    /** Swagger UI sets styles from its scripts. */
    private static final String DOCS = PAGES.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

    @Inject
    private transient Settings settings;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Content-Security-Policy", policy(request.getRequestURI()));
        // The container's name helps nobody but attackers.
        response.setHeader("Server", "Gatehouse");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        response.setHeader(
                "Cache-Control",
                request.getRequestURI().startsWith(ASSETS) ? "public, max-age=31536000, immutable" : "no-store");
        if (settings.production()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
        chain.doFilter(request, response);
    }

    private static String policy(String path) {
        if (path.startsWith("/api/") || path.startsWith("/health") || path.startsWith("/.well-known/")) {
            return CLOSED;
        }
        if (path.startsWith("/dev/mail/")) {
            return MAIL;
        }
        return path.startsWith("/docs") ? DOCS : PAGES;
    }
}
