package dev.gatehouse.auth;

import java.util.Optional;

/**
 * A code for a challenge, as it is sent, unchecked. Null where a text is missing.
 *
 * @param kind whose sign-in this is
 * @param method {@link FactorMethod#wireName}; without it the form of the code tells
 */
public record ChallengeAnswer(
        Holder.Kind kind, String challengeToken, String code, Optional<String> method, Client client) {

    @Override
    public String toString() {
        return "ChallengeAnswer[" + client.origin() + "]";
    }
}
