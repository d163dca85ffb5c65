package dev.gatehouse.auth;

import dev.gatehouse.session.NewSession;
import java.util.Optional;

/**
 * A code for a challenge, as it is sent, unchecked. Null where a text is missing.
 *
 * @param kind whose sign-in this is
 * @param method {@link FactorMethod#wireName}; without it the form of the code tells
 * @param sessionKind the session that a right code starts, whatever kind the password was given for
 */
public record ChallengeAnswer(
        Holder.Kind kind,
        String challengeToken,
        String code,
        Optional<String> method,
        NewSession.Kind sessionKind,
        Client client) {

    @Override
    public String toString() {
        return "ChallengeAnswer[" + client.origin() + "]";
    }
}
