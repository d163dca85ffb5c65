package dev.gatehouse.web.security;

import dev.gatehouse.auth.Accounts;
import dev.gatehouse.auth.Admins;
import dev.gatehouse.session.LiveSession;
import dev.gatehouse.session.Sessions;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Finds out who makes this request, once and only if somebody asks. An {@code Authorization} header decides alone;
 * without one the page session's cookie does.
 */
@RequestScoped
public class CurrentCaller {

    private final HttpServletRequest request;
    private final Sessions sessions;
    private final Accounts accounts;
    private final Admins admins;
    private final Cookies cookies;
    private final CsrfTokens csrf;
    private final CsrfRefusals refusals;
    private Optional<Caller> caller;
    private Optional<Caller> cookieOwner;
    private RuntimeException failure;

    @Inject
    CurrentCaller(
            HttpServletRequest request,
            Sessions sessions,
            Accounts accounts,
            Admins admins,
            Cookies cookies,
            CsrfTokens csrf,
            CsrfRefusals refusals) {
        this.request = request;
        this.sessions = sessions;
        this.accounts = accounts;
        this.admins = admins;
        this.cookies = cookies;
        this.csrf = csrf;
        this.refusals = refusals;
    }

    /** @throws ProblemException {@code unavailable} if it cannot be known now */
    public Optional<Caller> find() {
        if (caller == null) {
            caller = request.getHeader("Authorization") != null ? BearerAuthentication.callerOf(request) : byCookie();
        }
        return caller;
    }

    /**
     * Who is signed in, a user or an admin.
     *
     * @throws ProblemException {@code unauthenticated}, or {@code csrf_failed} for an unsafe API request that a cookie
     *     authenticates and that lacks the header
     */
    public Caller get() {
        return find().orElseThrow(() -> new ProblemException(ProblemCode.UNAUTHENTICATED));
    }

    private boolean hasOwner(LiveSession session) {
        return switch (session.audience()) {
            case USERS -> accounts.find(session.accountId()).isPresent();
            case ADMINS -> admins.find(session.accountId()).isPresent();
        };
    }

    /**
     * Whose token or cookie the request brings, before it is known whether it may do what it asks for: to count by,
     * never to let in by.
     */
    public Optional<Caller> counted() {
        return request.getHeader("Authorization") != null ? BearerAuthentication.callerOf(request) : cookieOwner();
    }

    private Optional<Caller> byCookie() {
        Optional<Caller> found = cookieOwner();
        if (found.isPresent()
                && CrossSiteFilter.ofApi(request)
                && !CrossSiteFilter.isSafe(request)
                && !csrf.headerMatches(request)) {
            refusals.record(request, found.map(Caller::accountId), "header_token");
            throw new ProblemException(ProblemCode.CSRF_FAILED);
        }
        return found;
    }

    /** A database that is away is waited for once a request, however often it is asked. */
    private Optional<Caller> cookieOwner() {
        if (failure != null) {
            throw failure;
        }
        if (cookieOwner == null) {
            try {
                cookieOwner = lookUp();
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }
        return cookieOwner;
    }

    /** No version tells a cookie that its account was disabled, so the account itself is asked. */
    private Optional<Caller> lookUp() {
        return cookies.read(request, Cookies.Kind.SESSION)
                .flatMap(sessions::resume)
                .filter(this::hasOwner)
                .map(session -> new Caller(session.accountId(), session.id(), session.audience()));
    }
}
