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

/** The API's description is open in development; in production {@code API_DOCS=public} opens it. */
public class DocsFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Settings settings;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!settings.production() || settings.publicDocs()) {
            chain.doFilter(request, response);
        } else {
            ProblemAnswer.write(Problem.of(ProblemCode.NOT_FOUND), request, response);
        }
    }
}
