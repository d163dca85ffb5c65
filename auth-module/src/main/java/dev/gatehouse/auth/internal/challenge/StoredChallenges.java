package dev.gatehouse.auth.internal.challenge;

import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.internal.Statements;
import dev.gatehouse.auth.internal.token.LinkToken;
import dev.gatehouse.session.NewSession;
import dev.gatehouse.session.SignedOut;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * The table of challenges. A browser's is bound to the secret of its device cookie, a program's, which may keep no
 * cookies, to its user agent. Who opens or answers one holds the account's row; who ends them need not.
 */
@ApplicationScoped
class StoredChallenges {

    private static final String INSERT =
            """
            INSERT INTO auth.challenge (id, holder_kind, holder_id, purpose, token_hash, client_hash, session_kind,
                device_name, expires_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, CAST(?8 AS text), clock_timestamp() + make_interval(secs => ?9))
            """;

    private static final String OPEN = "ended_at IS NULL AND expires_at > (SELECT clock_timestamp()) AND tries < 5";

    private static final String FIND =
            """
            SELECT id, holder_id, device_name, extract(epoch FROM expires_at - clock_timestamp())
            FROM auth.challenge
            WHERE token_hash = ?1 AND holder_kind = ?2 AND purpose = ?3
              AND client_hash = CASE session_kind WHEN 'page' THEN CAST(?4 AS bytea) ELSE CAST(?5 AS bytea) END AND\s"""
                    + OPEN;

    private static final String COUNT_TRY = "UPDATE auth.challenge SET tries = tries + 1 WHERE id = ?1 AND " + OPEN;

    private static final String END =
            "UPDATE auth.challenge SET ended_at = clock_timestamp() WHERE id = ?1 AND ended_at IS NULL";

    /** Locks in one order, so that two calls at once wait for each other instead of deadlocking. */
    private static final String END_ALL =
            """
            WITH doomed AS (
              SELECT id FROM auth.challenge WHERE holder_id = ?1 AND ended_at IS NULL ORDER BY id FOR UPDATE)
            UPDATE auth.challenge c SET ended_at = clock_timestamp() FROM doomed WHERE c.id = doomed.id
            """;

    private final Statements statements;
    private final SecureRandom random;

    @Inject
    StoredChallenges(Statements statements, SecureRandom random) {
        this.statements = statements;
        this.random = random;
    }

    /**
     * Opens a challenge and hands out its secret.
     *
     * @throws IllegalArgumentException if a page session is wanted and the browser has no secret to be known by
     */
    LinkToken open(Holder holder, Purpose purpose, NewSession wanted, Client client) {
        boolean page = wanted.kind() == NewSession.Kind.PAGE;
        if (page && client.device().isEmpty()) {
            throw new IllegalArgumentException("the challenge of a page session needs the secret of its browser");
        }
        LinkToken token = LinkToken.draw(random);
        statements.write(
                INSERT,
                UUID.randomUUID(),
                holder.kind(),
                holder.id(),
                purpose,
                token.hash(),
                page ? browser(client) : program(client),
                wanted.kind(),
                wanted.deviceName().orElse(null),
                (double) purpose.lifetime().toSeconds());
        return token;
    }

    /** The open challenge with this secret, if it is this client's. */
    Optional<StoredChallenge> find(Holder.Kind kind, Purpose purpose, String token, Client client) {
        return LinkToken.parse(token)
                .flatMap(secret ->
                        statements.first(FIND, secret.hash(), kind, purpose, browser(client), program(client)))
                .map(row -> read(kind, row));
    }

    /** Counts a try. Of any number of simultaneous callers five get true. */
    boolean countTry(StoredChallenge challenge) {
        return statements.writeOne(COUNT_TRY, challenge.id());
    }

    /** Uses the challenge up. Of any number of simultaneous callers one gets true. */
    boolean end(StoredChallenge challenge) {
        return statements.writeOne(END, challenge.id());
    }

    void endAll(UUID holderId) {
        statements.write(END_ALL, holderId);
    }

    /** Inside the transaction that signs the account out: whoever is half-way in has to start anew. */
    void endWith(@Observes SignedOut signedOut) {
        endAll(signedOut.accountId());
    }

    private static StoredChallenge read(Holder.Kind kind, Object[] row) {
        return new StoredChallenge(
                (UUID) row[0],
                new Holder(kind, (UUID) row[1]),
                Optional.ofNullable((String) row[2]),
                Duration.ofMillis((long) (((Number) row[3]).doubleValue() * 1000)));
    }

    /** No challenge is bound to the empty secret. */
    private static byte[] browser(Client client) {
        return LinkToken.sha256("browser " + client.device().orElse(""));
    }

    private static byte[] program(Client client) {
        return LinkToken.sha256("program " + client.origin().userAgent().orElse(""));
    }
}
