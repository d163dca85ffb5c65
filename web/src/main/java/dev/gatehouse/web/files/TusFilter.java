package dev.gatehouse.web.files;

import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Both sides say which version they speak; a client that speaks another is told, and nothing is done for it. */
@Tus
@Provider
@Priority(Priorities.AUTHORIZATION + 1)
public class TusFilter implements ContainerRequestFilter, ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        boolean asks = request.getMethod().equals(HttpMethod.OPTIONS);
        if (!asks && !Tus.VERSION.equals(request.getHeaderString("Tus-Resumable"))) {
            throw new ProblemException(ProblemCode.UNSUPPORTED_PROTOCOL_VERSION, "Send Tus-Resumable: " + Tus.VERSION);
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle("Tus-Resumable", Tus.VERSION);
        if (response.getStatus() == ProblemCode.UNSUPPORTED_PROTOCOL_VERSION.status()) {
            response.getHeaders().putSingle("Tus-Version", Tus.VERSION);
        }
    }
}
