package dev.gatehouse.web.problem;

import dev.gatehouse.web.security.RequestIdFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Turns whatever a resource throws into a problem. */
@Provider
public class ThrowableMapper implements ExceptionMapper<Throwable> {

    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(Throwable thrown) {
        Response answer = ProblemAnswer.response(ThrowableProblems.of(thrown, RequestIdFilter.idOf(request)), request);
        if (thrown instanceof WebApplicationException web && web.getResponse().getHeaderString("Allow") != null) {
            // RFC 9110 section 15.5.6: a 405 says what would be allowed.
            return Response.fromResponse(answer)
                    .header("Allow", web.getResponse().getHeaderString("Allow"))
                    .build();
        }
        return answer;
    }
}
