package dev.gatehouse.web.security;

import dev.gatehouse.session.SigningKeys;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The keys that verify our access tokens (RFC 7517, RFC 8414), for everyone. */
@WebServlet("/.well-known/jwks.json")
public class JwksServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    /** A new key is published a minute before it signs: verifiers must not keep the set longer. */
    private static final String CACHE_CONTROL = "public, max-age=30";

    @Inject
    private transient SigningKeys signingKeys;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/jwk-set+json");
        response.setHeader("Cache-Control", CACHE_CONTROL);
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        response.getWriter().write(signingKeys.publicKeySet());
    }
}
