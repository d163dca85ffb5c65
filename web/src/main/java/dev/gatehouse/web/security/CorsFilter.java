package dev.gatehouse.web.security;

import dev.gatehouse.web.startup.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Lets the browsers of the configured origins, and of no other, use the REST API (Fetch standard, CORS protocol). */
public class CorsFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** What clients of resumable uploads send and read (tus 1.0.0). */
    private static final String TUS_SENT =
            ", Tus-Resumable, Upload-Length, Upload-Metadata, Upload-Offset, Upload-Checksum, X-HTTP-Method-Override";

    private static final String TUS_READ = ", Tus-Resumable, Tus-Version, Tus-Extension, Tus-Max-Size,"
            + " Tus-Checksum-Algorithm, Upload-Length, Upload-Metadata, Upload-Offset, Upload-Expires, Gatehouse-File";

    @Inject
    private transient Settings settings;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String origin = request.getHeader("Origin");
        response.addHeader("Vary", "Origin");
        boolean listed = origin != null && settings.allowedOrigins().contains(origin);
        if (listed) {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Allow-Credentials", "true");
            response.setHeader(
                    "Access-Control-Expose-Headers",
                    "X-Request-Id, Location, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset"
                            + TUS_READ);
            response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        }
        if (isPreflight(request)) {
            if (listed) {
                response.setHeader("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE");
                response.setHeader(
                        "Access-Control-Allow-Headers",
                        "Authorization, Content-Type, X-CSRF-Token, X-Request-Id" + TUS_SENT);
                response.setHeader("Access-Control-Max-Age", "600");
            }
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null;
    }
}
