package dev.gatehouse.web.security;

import dev.gatehouse.web.problem.Problem;
import dev.gatehouse.web.problem.ProblemAnswer;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.startup.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * No cross-site request changes anything. A browser says where a request comes from; unsafe ones from elsewhere are
 * refused everywhere, and forms must also carry the token that {@link CsrfTokens} put into the page.
 */
public class CrossSiteFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final String FORM = "application/x-www-form-urlencoded";

    @Inject
    private transient Settings settings;

    @Inject
    private transient CsrfTokens tokens;

    @Inject
    private transient CsrfRefusals refusals;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isSafe(request)) {
            chain.doFilter(request, response);
        } else if (!fromOurSite(request)) {
            refuse(request, response, "foreign_origin");
        } else if (ofApi(request)) {
            chain.doFilter(request, response);
        } else if (StreamedForm.isOne(request)) {
            answerStreamed(StreamedForm.begun(request), request, response, chain);
        } else if (!isForm(request)) {
            response.sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
        } else if (!tokens.matches(request, request.getParameter(CsrfTokens.FIELD))) {
            refuse(request, response, "form_token");
        } else {
            chain.doFilter(request, response);
        }
    }

    private void answerStreamed(
            StreamedForm form, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (form.token().filter(token -> tokens.matches(request, token)).isPresent()) {
            chain.doFilter(form.request(), response);
        } else {
            refuse(request, response, "form_token");
        }
    }

    static boolean isSafe(HttpServletRequest request) {
        return SAFE_METHODS.contains(request.getMethod());
    }

    static boolean ofApi(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals("/api") || path.startsWith("/api/");
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, String reason) throws IOException {
        refusals.record(request, Optional.empty(), reason);
        if (ofApi(request)) {
            ProblemAnswer.write(Problem.of(ProblemCode.CSRF_FAILED), request, response);
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private boolean fromOurSite(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            // Programs send neither header; browsers that send no Origin still say when a site is foreign.
            String site = request.getHeader("Sec-Fetch-Site");
            return site == null || site.equals("same-origin") || site.equals("none");
        }
        boolean ours = origin.equals(settings.publicUrl().toString());
        // In development the same server is reached as localhost and as 127.0.0.1.
        boolean oursInDevelopment = !settings.production() && origin.equals("http://" + request.getHeader("Host"));
        boolean listed = ofApi(request) && settings.allowedOrigins().contains(origin);
        return ours || oursInDevelopment || listed;
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase(FORM);
    }
}
