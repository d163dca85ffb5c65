package dev.gatehouse.web.files;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/**
 * Clients behind something that knows no PATCH say it in a header (tus 1.0.0, X-HTTP-Method-Override). Only for uploads,
 * and only from POST: what a request is counted and guarded as must not become less by a header.
 */
@Provider
@PreMatching
public class MethodOverride implements ContainerRequestFilter {

    private static final String UPLOADS = "uploads/";
    private static final Set<String> METHODS = Set.of(HttpMethod.PATCH, HttpMethod.DELETE, HttpMethod.HEAD);

    @Override
    public void filter(ContainerRequestContext request) {
        String wanted = request.getHeaderString("X-HTTP-Method-Override");
        if (wanted != null
                && METHODS.contains(wanted)
                && request.getMethod().equals(HttpMethod.POST)
                && request.getUriInfo().getPath().startsWith(UPLOADS)) {
            request.setMethod(wanted);
        }
    }
}
