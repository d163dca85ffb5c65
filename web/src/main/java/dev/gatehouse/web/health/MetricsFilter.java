package dev.gatehouse.web.health;

import dev.gatehouse.web.problem.Problem;
import dev.gatehouse.web.problem.ProblemAnswer;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.security.Forwarding;
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
        if (token.isIn(request) || Forwarding.isAbsentAndPeerLocal(request)) {
            chain.doFilter(request, response);
        } else {
            ProblemAnswer.write(Problem.of(ProblemCode.UNAUTHENTICATED), request, response);
        }
    }
}
