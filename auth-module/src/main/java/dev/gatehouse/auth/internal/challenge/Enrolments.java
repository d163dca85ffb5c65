package dev.gatehouse.auth.internal.challenge;

import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.Holder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Sign-ins that wait for a first factor. */
@ApplicationScoped
public class Enrolments {

    private final StoredChallenges challenges;

    @Inject
    Enrolments(StoredChallenges challenges) {
        this.challenges = challenges;
    }

    /** Whose token it is; empty if it opens nothing (any more). */
    public Optional<Holder> holder(Holder.Kind kind, String enrolmentToken, Client client) {
        return challenges.find(kind, Purpose.ENROLMENT, enrolmentToken, client).map(StoredChallenge::holder);
    }
}
