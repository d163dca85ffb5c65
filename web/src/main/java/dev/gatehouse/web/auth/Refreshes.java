package dev.gatehouse.web.auth;

import dev.gatehouse.session.AccessTokenClaims.Audience;
import dev.gatehouse.session.NewSession;
import dev.gatehouse.session.RefreshOutcome;
import dev.gatehouse.session.RefreshOutcome.Refreshed;
import dev.gatehouse.session.Sessions;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.security.Caller;
import dev.gatehouse.web.security.Clients;
import dev.gatehouse.web.security.FactorDemand;
import dev.gatehouse.web.security.RequestOrigin;
import dev.gatehouse.web.text.FieldErrors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/** The exchange of refresh tokens, for users and admins alike. */
@ApplicationScoped
public class Refreshes {

    /** For the description of the calls. */
    public static final String DEMANDS = "An account that must have a second factor by now and has none is refused, and"
            + " the session ends: 403 two_factor_setup_required with an enrolmentToken, as at sign-in, if that was less"
            + " than 5 minutes ago, else 401 refresh_token_invalid, and the next sign-in says so.";

    private final Sessions sessions;
    private final Clients clients;
    private final FactorDemand demand;

    @Inject
    Refreshes(Sessions sessions, Clients clients, FactorDemand demand) {
        this.sessions = sessions;
        this.clients = clients;
        this.demand = demand;
    }

    /** An account and what its client may have now. */
    public record Renewed<A>(A account, Refreshed session) {}

    /**
     * Exchanges the token.
     *
     * @param accounts finds those that may be signed in
     * @param lacksFactor tells those that may not go on without a second factor
     * @throws ProblemException for a token that is missing, unknown or used, and {@code two_factor_setup_required}
     */
    public <A> Renewed<A> refresh(
            String refreshToken,
            Audience audience,
            HttpServletRequest request,
            Function<UUID, Optional<A>> accounts,
            Predicate<A> lacksFactor) {
        RefreshOutcome outcome = sessions.refresh(
                FieldErrors.required("refreshToken", refreshToken, request),
                audience,
                RequestOrigin.of(request),
                clients.of(request).marks());
        if (outcome instanceof RefreshOutcome.Reused) {
            throw new ProblemException(ProblemCode.REFRESH_TOKEN_REUSED);
        }
        if (!(outcome instanceof Refreshed session)) {
            throw new ProblemException(ProblemCode.REFRESH_TOKEN_INVALID);
        }
        A account = accounts.apply(session.accountId())
                .orElseThrow(() -> new ProblemException(ProblemCode.REFRESH_TOKEN_INVALID));
        if (lacksFactor.test(account)) {
            Caller owner = new Caller(session.accountId(), session.sessionId(), audience);
            throw demand.refusal(owner, NewSession.Kind.TOKEN, request, ProblemCode.REFRESH_TOKEN_INVALID);
        }
        return new Renewed<>(account, session);
    }
}
