package dev.gatehouse.web.json;

import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;

/** A request without a body never reaches a {@link StrictJsonReader}: the resource would get null. */
@Provider
public class MissingBody implements ContainerRequestFilter {

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        List<Parameter> bodies = Arrays.stream(resource.getResourceMethod().getParameters())
                .filter(parameter -> parameter.getType().isRecord())
                .toList();
        if (!bodies.isEmpty() && request.hasEntity() && !isJson(request.getMediaType())) {
            // Where a body may be left out, so may its type; the platform has readers for some that are close to JSON.
            throw new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        }
        boolean wanted = bodies.stream().anyMatch(parameter -> !mayBeMissing(parameter.getAnnotations()));
        if (wanted && !request.hasEntity()) {
            throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "A JSON object is needed as the body");
        }
    }

    private static boolean isJson(MediaType type) {
        return type != null && (type.getType() + "/" + type.getSubtype()).equalsIgnoreCase(MediaType.APPLICATION_JSON);
    }

    static boolean mayBeMissing(Annotation[] annotations) {
        return Arrays.stream(annotations).anyMatch(Optional.class::isInstance);
    }

    /** Marks a body that may be left out; the parameter is null then. */
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Optional {}
}
