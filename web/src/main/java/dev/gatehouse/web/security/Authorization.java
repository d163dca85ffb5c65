package dev.gatehouse.web.security;

import dev.gatehouse.auth.AdminRole;
import dev.gatehouse.session.AccessTokenClaims.Audience;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Closed unless opened: every resource method wants somebody who is signed in to its area, and below {@code /admin} an
 * admin of the role that it names, unless it says {@link PermitAll}. The area is that of the resource's own path, not of
 * the address that was asked for.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class Authorization implements ContainerRequestFilter {

    private static final String ADMIN_AREA = "/admin";

    @Context
    private ResourceInfo resource;

    @Context
    private HttpServletRequest servletRequest;

    @Inject
    private CurrentCaller caller;

    @Inject
    private CurrentAdmin admin;

    @Inject
    private AccessRefusals refusals;

    @Override
    public void filter(ContainerRequestContext request) {
        // OPTIONS (RFC 9110 section 9.3.7) tells what a path takes and does nothing.
        boolean open = request.getMethod().equals(HttpMethod.OPTIONS)
                || resource.getResourceMethod().isAnnotationPresent(PermitAll.class)
                || resource.getResourceClass().isAnnotationPresent(PermitAll.class);
        if (open) {
            return;
        }
        Audience area = area(resource.getResourceClass().getAnnotation(Path.class));
        Caller who = caller.get();
        if (who.audience() != area || area == Audience.ADMINS && !admin.has(needed())) {
            refusals.record(servletRequest, who, area);
            throw new ProblemException(ProblemCode.FORBIDDEN);
        }
    }

    private static Audience area(Path path) {
        String text = path == null ? "" : path.value();
        return text.equals(ADMIN_AREA) || text.startsWith(ADMIN_AREA + "/") ? Audience.ADMINS : Audience.USERS;
    }

    private AdminRole needed() {
        return Stream.<AnnotatedElement>of(resource.getResourceMethod(), resource.getResourceClass())
                .map(element -> element.getAnnotation(NeedsRole.class))
                .filter(Objects::nonNull)
                .map(NeedsRole::value)
                .findFirst()
                .orElse(AdminRole.ADMIN);
    }
}
