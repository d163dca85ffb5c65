package dev.gatehouse.web.health;

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
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The container's own probes are open to everyone; ours want {@code METRICS_TOKEN} or a neighbour on this machine. */
public class ProbeFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Settings settings;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI();
        boolean open = path.startsWith("/openapi") || path.startsWith("/docs")
                ? !settings.production() || settings.publicDocs()
                : bearsToken(request) || isNeighbour(request);
        if (open) {
            chain.doFilter(request, response);
        } else {
            ProblemAnswer.write(Problem.of(ProblemCode.NOT_FOUND), request, response);
        }
    }

    boolean bearsToken(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null
                && settings.metricsToken().isPresent()
                && MessageDigest.isEqual(
                        header.getBytes(StandardCharsets.UTF_8),
                        ("Bearer " + settings.metricsToken().get()).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isNeighbour(HttpServletRequest request) throws IOException {
        return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
                && request.getHeader("X-Forwarded-For") == null
                && request.getHeader("Forwarded") == null;
    }
}
