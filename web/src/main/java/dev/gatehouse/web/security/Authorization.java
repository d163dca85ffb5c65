package dev.gatehouse.web.security;

import dev.gatehouse.session.AccessTokenClaims.Audience;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Closed unless opened: every resource method wants a signed-in user unless it says {@link PermitAll}. */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class Authorization implements ContainerRequestFilter {

    @Context
    private ResourceInfo resource;

    @Inject
    private CurrentCaller caller;

    @Override
    public void filter(ContainerRequestContext request) {
        // OPTIONS (RFC 9110 section 9.3.7) tells what a path takes and does nothing.
        boolean open = request.getMethod().equals(HttpMethod.OPTIONS)
                || resource.getResourceMethod().isAnnotationPresent(PermitAll.class)
                || resource.getResourceClass().isAnnotationPresent(PermitAll.class);
        if (!open && caller.get().audience() != Audience.USERS) {
            throw new ProblemException(ProblemCode.FORBIDDEN);
        }
    }
}
