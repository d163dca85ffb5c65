package dev.gatehouse.web.health;

import dev.gatehouse.web.problem.Problem;
import dev.gatehouse.web.problem.ProblemAnswer;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.security.InetAddresses;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The container's metrics are open to everyone; ours to {@code METRICS_TOKEN} or to a program on this machine. */
public class MetricsFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient MetricsToken token;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (token.isIn(request) || isOnThisMachine(request)) {
            chain.doFilter(request, response);
        } else {
            ProblemAnswer.write(Problem.of(ProblemCode.UNAUTHENTICATED), request, response);
        }
    }

    /** A proxy on this machine is a loopback peer too, but it says whom it forwards. */
    private static boolean isOnThisMachine(HttpServletRequest request) {
        return InetAddresses.peer(request).isLoopbackAddress()
                && request.getHeader("X-Forwarded-For") == null
                && request.getHeader("Forwarded") == null;
    }
}
