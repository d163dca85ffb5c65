package dev.gatehouse.web.security;

import dev.gatehouse.web.problem.Problem;
import dev.gatehouse.web.problem.ProblemAnswer;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.startup.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turns away what should never have come: paths that two readers could read differently, foreign hosts, and, in
 * development, everyone but this machine.
 */
public class DoorFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    /**
     * Everything behind this filter may compare paths as they were sent: the container resolves {@code %2e%2e%2f} and
     * drops {@code ;x} only for its own mapping. No path of ours needs any of it.
     */
    private static final Pattern PLAIN_PATH =
            Pattern.compile("/|(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~!$&'()*+,=:@-]++)++/?");

    private static final Pattern HEALTH = Pattern.compile("/health(?:/live|/ready)?");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    @Inject
    private transient Settings settings;

    @Inject
    private transient UnbelievedProxy unbelievedProxy;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        unbelievedProxy.notice(request);
        Optional<ProblemCode> fault = fault(request);
        if (fault.isPresent()) {
            if (fault.get() == ProblemCode.METHOD_NOT_ALLOWED) {
                response.setHeader("Allow", String.join(", ", METHODS));
            }
            ProblemAnswer.write(Problem.of(fault.get()), request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private Optional<ProblemCode> fault(HttpServletRequest request) {
        if (!METHODS.contains(request.getMethod())) {
            return Optional.of(ProblemCode.METHOD_NOT_ALLOWED);
        }
        if (!settings.production() && !Forwarding.isAbsentAndPeerLocal(request)) {
            return Optional.of(ProblemCode.FORBIDDEN);
        }
        boolean anyHost =
                settings.production() && HEALTH.matcher(request.getRequestURI()).matches();
        if (!anyHost && !knownHost(request)) {
            return Optional.of(ProblemCode.MISDIRECTED_REQUEST);
        }
        // The container takes ;jsessionid=x out of the path before anybody can see it.
        if (request.isRequestedSessionIdFromURL()
                || !PLAIN_PATH.matcher(request.getRequestURI()).matches()) {
            return Optional.of(ProblemCode.NOT_FOUND);
        }
        return readableQuery(request) ? Optional.empty() : Optional.of(ProblemCode.MALFORMED_REQUEST);
    }

    /** An address is ASCII (RFC 3986); over other bytes the container fails whoever asks it for a parameter. */
    private static boolean readableQuery(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null || query.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    private boolean knownHost(HttpServletRequest request) {
        List<String> hosts = Collections.list(request.getHeaders("Host"));
        if (hosts.size() != 1) {
            return false;
        }
        String host = hosts.get(0).toLowerCase(Locale.ROOT).replaceAll(":\\d+$", "");
        return host.equals(settings.publicUrl().getHost()) || !settings.production() && LOOPBACK_NAMES.contains(host);
    }
}
