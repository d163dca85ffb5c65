package dev.gatehouse.web.pages;

import dev.gatehouse.web.security.AccessRefusals;
import dev.gatehouse.web.security.Caller;
import dev.gatehouse.web.security.Cookies;
import dev.gatehouse.web.security.CurrentCaller;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Strangers who ask for a page of an account, or of the console, are asked to sign in first, and come back to it. Who is
 * signed in to the other of the two is refused.
 */
public class SignedInFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** The pages below {@code /admin} by which one gets in. */
    private static final Set<String> OPEN = Set.of(
            "/admin/login",
            "/admin/challenge",
            "/admin/enrolment",
            "/admin/setup",
            "/admin/forgot",
            "/admin/reset",
            "/admin/not-me",
            "/admin/unlock");

    @Inject
    private transient CurrentCaller currentCaller;

    @Inject
    private transient AccessRefusals refusals;

    @Inject
    private transient Cookies cookies;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (OPEN.contains(request.getRequestURI())) {
            chain.doFilter(request, response);
            return;
        }
        Optional<Caller> caller = currentCaller.find();
        if (caller.isEmpty()) {
            WayOn.to(wayIn(request, response), response);
        } else if (caller.get().audience() == Entrance.of(request).audience()) {
            chain.doFilter(request, response);
        } else {
            refusals.record(request, caller.get(), Entrance.of(request).audience());
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    /** Who must have a second factor by now goes where a sign-in would lead. */
    private String wayIn(HttpServletRequest request, HttpServletResponse response) {
        Entrance entrance = Entrance.of(request);
        return currentCaller
                .enrolling(entrance.audience())
                .map(setup -> {
                    cookies.set(response, Cookies.Kind.ENROLMENT, setup.enrolmentToken(), setup.expiresIn());
                    return entrance.page("/enrolment");
                })
                .orElseGet(() -> ReturnAddress.signInFor(request));
    }
}
