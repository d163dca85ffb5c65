package dev.gatehouse.web.security;

import dev.gatehouse.auth.Accounts;
import dev.gatehouse.auth.Admins;
import dev.gatehouse.auth.DemandedFactor;
import dev.gatehouse.auth.LoginOutcome.SetupRequired;
import dev.gatehouse.session.LiveSession;
import dev.gatehouse.session.NewSession;
import dev.gatehouse.web.problem.Problem;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Holds sessions to the second factor that is demanded now, whatever was when they began. The accounts that are read
 * for each refresh and each page anyway say whether it is missing; only then the session is ended.
 */
@ApplicationScoped
public class FactorDemand {

    private final Accounts accounts;
    private final Admins admins;
    private final DemandedFactor demanded;
    private final Clients clients;

    @Inject
    FactorDemand(Accounts accounts, Admins admins, DemandedFactor demanded, Clients clients) {
        this.accounts = accounts;
        this.admins = admins;
        this.demanded = demanded;
        this.clients = clients;
    }

    /** No version tells a cookie that its account was disabled, so the account itself is asked. */
    Optional<CookieOwner> ownerOf(LiveSession session) {
        Optional<Boolean> lacking =
                switch (session.audience()) {
                    case USERS -> accounts.find(session.accountId()).map(demanded::missing);
                    case ADMINS -> admins.find(session.accountId()).map(demanded::missing);
                };
        Caller caller = new Caller(session.accountId(), session.id(), session.audience());
        return lacking.map(lacks -> new CookieOwner(caller, lacks));
    }

    /** Ends the session; empty where its owner has to sign in before anything else. */
    Optional<SetupRequired> end(Caller caller, NewSession.Kind kind, HttpServletRequest request) {
        return demanded.end(caller.holder(), caller.sessionId(), kind, clients.of(request));
    }

    /**
     * Ends the session.
     *
     * @param otherwise what the API answers where its owner has to sign in before anything else
     * @return what the API answers: what a sign-in would
     */
    public ProblemException refusal(
            Caller caller, NewSession.Kind kind, HttpServletRequest request, ProblemCode otherwise) {
        return end(caller, kind, request)
                .map(setup -> new ProblemException(Problem.twoFactorSetupRequired(setup.enrolmentToken())))
                .orElseGet(() -> new ProblemException(otherwise));
    }
}
