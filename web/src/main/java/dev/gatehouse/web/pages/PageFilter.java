package dev.gatehouse.web.pages;

import dev.gatehouse.web.problem.Problem;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ThrowableProblems;
import dev.gatehouse.web.security.RequestIdFilter;
import dev.gatehouse.web.security.StreamedForm;
import jakarta.faces.application.ViewExpiredException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Stream;

/** Keeps what is behind the pages behind them: the files they are made of, and whatever goes wrong in them. */
public class PageFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");
    private static final long MAX_FORM_BYTES = 64 * 1024L;
    private static final int MAX_DEPTH = 20;
    private static final String VIEW_STATE = "jakarta.faces.ViewState";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!ofPages(request.getRequestURI())) {
            chain.doFilter(request, response);
        } else if (!METHODS.contains(request.getMethod())) {
            response.setHeader("Allow", "GET, HEAD, POST");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else if (actsWithoutPost(request)) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } else if (namesFile(request)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (request.getHeader("Transfer-Encoding") != null) {
            // No browser sends a form so, and the container would read it to an end that nobody knows.
            response.sendError(HttpServletResponse.SC_LENGTH_REQUIRED);
        } else if (request.getContentLengthLong() > MAX_FORM_BYTES && !StreamedForm.isOne(request)) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        } else if (garbled(request)) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } else {
            answer(request, response, chain);
        }
    }

    /** Whether a path is none of those that programs read and that have answers of their own. */
    static boolean ofPages(String path) {
        return Stream.of("/api", "/health", "/metrics", "/openapi", "/docs", "/.well-known")
                .noneMatch(other -> path.equals(other) || path.startsWith(other + "/"));
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        try {
            chain.doFilter(request, new KeptHeaders(response));
        } catch (ServletException | RuntimeException e) {
            Problem problem = problem(e, RequestIdFilter.idOf(request));
            if (!response.isCommitted()) {
                problem.retryAfterSeconds()
                        .ifPresent(seconds -> response.setHeader("Retry-After", Long.toString(seconds)));
                response.sendError(problem.code().status());
            }
        }
    }

    private static Problem problem(Throwable thrown, String requestId) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++, cause = cause.getCause()) {
            if (cause instanceof ViewExpiredException) {
                // Our views have no state that could expire: somebody made this one up.
                return Problem.of(ProblemCode.MALFORMED_REQUEST);
            }
        }
        return ThrowableProblems.of(thrown, requestId);
    }

    /** Faces takes any request with this parameter for a submitted form; a link must never run what a form does. */
    private static boolean actsWithoutPost(HttpServletRequest request) {
        return !request.getMethod().equals("POST") && request.getParameter(VIEW_STATE) != null;
    }

    /** Whether a field holds NUL, or what the container put in the place of bytes that are no UTF-8. */
    private static boolean garbled(HttpServletRequest request) {
        return request.getParameterMap().entrySet().stream()
                .flatMap(field -> Stream.concat(Stream.of(field.getKey()), Stream.of(field.getValue())))
                .anyMatch(text -> text.indexOf('\0') >= 0 || text.indexOf('\uFFFD') >= 0);
    }

    /** The home page is a file too for the container, which finds it by its own name. */
    private static boolean namesFile(HttpServletRequest request) {
        return request.getServletPath().endsWith(".xhtml")
                && !request.getRequestURI().equals("/");
    }

    /** Faces resets the answer when it fails, but the headers that the filters set are not its own. */
    private static final class KeptHeaders extends HttpServletResponseWrapper {

        KeptHeaders(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void reset() {
            resetBuffer();
        }
    }
}
