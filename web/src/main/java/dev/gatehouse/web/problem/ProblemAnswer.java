package dev.gatehouse.web.problem;

import dev.gatehouse.web.security.RequestIdFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes problems: as a JAX-RS response, or, from a filter, straight into the servlet response. */
public final class ProblemAnswer {

    private ProblemAnswer() {}

    public static Response response(Problem problem, HttpServletRequest request) {
        Response.ResponseBuilder response = Response.status(problem.code().status())
                .type(Problem.MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .entity(problem.toJson(RequestIdFilter.idOf(request)).toString().getBytes(StandardCharsets.UTF_8));
        problem.retryAfterSeconds().ifPresent(seconds -> response.header("Retry-After", seconds));
        if (problem.code().status() == Response.Status.UNAUTHORIZED.getStatusCode()) {
            // RFC 9110 section 11.6.1: a 401 names a scheme.
            response.header("WWW-Authenticate", "Bearer");
        }
        return response.build();
    }

    public static void write(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(problem.code().status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        problem.retryAfterSeconds().ifPresent(seconds -> response.setHeader("Retry-After", seconds.toString()));
        byte[] body = problem.toJson(RequestIdFilter.idOf(request)).toString().getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
