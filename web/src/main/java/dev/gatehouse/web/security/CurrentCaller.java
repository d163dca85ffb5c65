package dev.gatehouse.web.security;

import dev.gatehouse.auth.LoginOutcome.SetupRequired;
import dev.gatehouse.session.AccessTokenClaims.Audience;
import dev.gatehouse.session.NewSession;
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
    private final FactorDemand demand;
    private final Cookies cookies;
    private final CsrfTokens csrf;
    private final CsrfRefusals refusals;
    private Optional<Caller> caller;
    private Optional<CookieOwner> cookieOwner;
    private RuntimeException failure;

    @Inject
    CurrentCaller(
            HttpServletRequest request,
            Sessions sessions,
            FactorDemand demand,
            Cookies cookies,
            CsrfTokens csrf,
            CsrfRefusals refusals) {
        this.request = request;
        this.sessions = sessions;
        this.demand = demand;
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
     * @throws ProblemException {@code unauthenticated}, {@code two_factor_setup_required} to an API request, or {@code csrf_failed} for an unsafe API request that a cookie
     *     authenticates and that lacks the header
     */
    public Caller get() {
        return find().orElseThrow(() -> new ProblemException(ProblemCode.UNAUTHENTICATED));
    }

    /**
     * Whose token or cookie the request brings, before it is known whether it may do what it asks for: to count by,
     * never to let in by.
     */
    public Optional<Caller> counted() {
        return request.getHeader("Authorization") != null
                ? BearerAuthentication.callerOf(request)
                : cookieOwner().map(CookieOwner::caller);
    }

    /**
     * Ends the page session of an owner of this area who must have a second factor by now and has none.
     *
     * @return how they go on to set one up; empty for anybody else, and where they have to sign in first
     */
    public Optional<SetupRequired> enrolling(Audience area) {
        if (request.getHeader("Authorization") != null) {
            return Optional.empty();
        }
        return cookieOwner()
                .filter(CookieOwner::lacksFactor)
                .map(CookieOwner::caller)
                .filter(owner -> owner.audience() == area)
                .flatMap(owner -> demand.end(owner, NewSession.Kind.PAGE, request));
    }

    private Optional<Caller> byCookie() {
        Optional<Caller> found = cookieOwner().map(CookieOwner::caller);
        if (found.isPresent()
                && CrossSiteFilter.ofApi(request)
                && !CrossSiteFilter.isSafe(request)
                && !csrf.headerMatches(request)) {
            refusals.record(request, found.map(Caller::accountId), "header_token");
            throw new ProblemException(ProblemCode.CSRF_FAILED);
        }
        return cookieOwner().filter(CookieOwner::lacksFactor).isPresent() ? lackingFactor(found.get()) : found;
    }

    /** To public pages a stranger; {@link #enrolling} is for the others. */
    private Optional<Caller> lackingFactor(Caller owner) {
        if (CrossSiteFilter.ofApi(request)) {
            throw demand.refusal(owner, NewSession.Kind.PAGE, request, ProblemCode.UNAUTHENTICATED);
        }
        return Optional.empty();
    }

    /** A database that is away is waited for once a request, however often it is asked. */
    private Optional<CookieOwner> cookieOwner() {
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

    private Optional<CookieOwner> lookUp() {
        return cookies.read(request, Cookies.Kind.SESSION)
                .flatMap(sessions::resume)
                .flatMap(demand::ownerOf);
    }
}
