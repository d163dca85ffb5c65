package dev.gatehouse.auth.internal.signup;

import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.internal.AuthUnit;
import dev.gatehouse.auth.internal.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;

/**
 * Finds out when a sign-up began, where one that overlaps others of its address began with the first of them, whichever
 * node they run on. A hundred clicks at once are worked off one after the other, so that the last begin after the first
 * have ended; each of them yet overlaps another. They are one sign-up and get one mail. One after the other they are
 * many, and the newest wins.
 */
@ApplicationScoped
class SimultaneousSignUps {

    /** Nobody, and no node that died, may keep an address busy for longer and so keep the next one from its mail. */
    private static final String BEGIN =
            """
            INSERT INTO auth.sign_up_burst AS b (email, began_at, running) VALUES (?1, clock_timestamp(), 1)
            ON CONFLICT (email) DO UPDATE SET
              running = CASE WHEN b.running > 0 AND b.began_at > clock_timestamp() - interval '30 s'
                             THEN b.running + 1 ELSE 1 END,
              began_at = CASE WHEN b.running > 0 AND b.began_at > clock_timestamp() - interval '30 s'
                              THEN b.began_at ELSE clock_timestamp() END
            RETURNING CAST(extract(epoch FROM began_at) * 1000000 AS bigint)
            """;

    private static final String LEAVE =
            "UPDATE auth.sign_up_burst SET running = greatest(running - 1, 0) WHERE email = ?1";

    private static final String FORGET =
            """
            DELETE FROM auth.sign_up_burst
            WHERE email = ?1 AND running = 0 OR began_at < clock_timestamp() - interval '1 hour'
            """;

    private final EntityManager entityManager;
    private final Transactions transactions;

    @Inject
    SimultaneousSignUps(@AuthUnit EntityManager entityManager, Transactions transactions) {
        this.entityManager = entityManager;
        this.transactions = transactions;
    }

    /** Runs the sign-up with the moment, by the database's clock, at which it, or the first that it overlaps, began. */
    <T> T during(EmailAddress address, Function<OffsetDateTime, T> signUp) {
        OffsetDateTime begun = transactions.required(() -> begin(address));
        try {
            return signUp.apply(begun);
        } finally {
            transactions.required(() -> leave(address));
        }
    }

    private OffsetDateTime begin(EmailAddress address) {
        Number micros = (Number) entityManager
                .createNativeQuery(BEGIN)
                .setParameter(1, address.value())
                .getSingleResult();
        return Instant.EPOCH.plus(micros.longValue(), ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    /** Takes the row away with the last, and what nodes that died have left, so that no address is kept for nothing. */
    private int leave(EmailAddress address) {
        return run(LEAVE, address) + run(FORGET, address);
    }

    private int run(String statement, EmailAddress address) {
        return entityManager
                .createNativeQuery(statement)
                .setParameter(1, address.value())
                .executeUpdate();
    }
}
