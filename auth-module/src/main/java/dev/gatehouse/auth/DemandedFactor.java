package dev.gatehouse.auth;

import dev.gatehouse.session.NewSession;
import java.util.Optional;
import java.util.UUID;

/** A second factor that has become mandatory since a session began: what is demanded of a sign-in holds for it too. */
public interface DemandedFactor {

    /** Whether this user is let in with a second factor only, and has none. Costs no statement. */
    boolean missing(Account account);

    /** The same of an admin. */
    boolean missing(AdminAccount account);

    /**
     * Ends the session ({@code session.revoked}) and opens the enrolment, as a sign-in would. A session is no password,
     * though: only one that is fresh leads to the enrolment, lest a stolen token choose the factor.
     *
     * @param kind how the session is presented, and so to what the enrolment is bound
     * @return empty where the owner has to sign in first
     */
    Optional<LoginOutcome.SetupRequired> end(Holder holder, UUID sessionId, NewSession.Kind kind, Client client);
}
