package dev.gatehouse.auth;

import java.util.Optional;

/**
 * The second step of a sign-in. A challenge belongs to one account, one purpose and one client; it lives for 5 minutes
 * and 5 tries and is used once (ASVS 5.0 6.6.2, 6.6.3). One that is unknown, used up, expired, ended, of the other kind
 * of account or of another client looks the same everywhere: it is not there.
 */
public interface Challenges {

    /**
     * Looks at a challenge, for the page that asks for the code.
     *
     * @param kind whose sign-in this is; users' challenges open nothing for admins, nor the reverse
     */
    Optional<PendingChallenge> find(Holder.Kind kind, String challengeToken, Client client);

    /** Mails a code for this challenge, where codes by mail were chosen; older codes die. */
    CodeOutcome sendCode(Holder.Kind kind, String challengeToken, Client client);

    /**
     * Checks a code and, if it is right, starts the session that the answer asks for, with the events of a sign-in.
     * The try is counted before the code is looked at; a wrong one is recorded as {@code login.challenge_failed}.
     */
    ChallengeOutcome verify(ChallengeAnswer answer);

    /**
     * Who may enrol with this token ({@link LoginOutcome.SetupRequired}) and do nothing else. A first factor ends it.
     */
    Optional<Holder> enrolling(Holder.Kind kind, String enrolmentToken, Client client);

    /**
     * Ends all challenges and enrolments of an account; joins the caller's transaction. Signing out and ending all
     * sessions do it by themselves; whoever locks an account calls it.
     */
    void endAll(Holder holder);
}
