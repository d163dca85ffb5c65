package dev.gatehouse.web.security;

import dev.gatehouse.audit.Origin;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Tells the modules where a request came from. */
public final class RequestOrigin {

    private RequestOrigin() {}

    public static Origin of(HttpServletRequest request) {
        return new Origin(
                Optional.of(RequestIdFilter.idOf(request)),
                Optional.of(ClientAddress.of(request).getHostAddress()),
                Optional.ofNullable(request.getHeader("User-Agent")));
    }
}
