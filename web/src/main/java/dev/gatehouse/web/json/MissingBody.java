package dev.gatehouse.web.json;

import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;

/** A request without a body never reaches a {@link StrictJsonReader}: the resource would get null. */
@Provider
public class MissingBody implements ContainerRequestFilter {

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        boolean wanted = Arrays.stream(resource.getResourceMethod().getParameters())
                .anyMatch(parameter -> parameter.getType().isRecord() && !mayBeMissing(parameter.getAnnotations()));
        if (wanted && !request.hasEntity()) {
            throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "A JSON object is needed as the body");
        }
    }

    static boolean mayBeMissing(Annotation[] annotations) {
        return Arrays.stream(annotations).anyMatch(Optional.class::isInstance);
    }

    /** Marks a body that may be left out; the parameter is null then. */
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Optional {}
}
