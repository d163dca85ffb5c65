package dev.gatehouse.auth.internal.admin;

import dev.gatehouse.auth.internal.Statements;
import dev.gatehouse.auth.internal.token.LinkToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** The links to the set-up, as hashes. Each start without an admin adds one: of several nodes each says its own. */
@ApplicationScoped
class SetUpLinks {

    private static final Duration LIFETIME = Duration.ofHours(24);

    private final Statements statements;

    @Inject
    SetUpLinks(Statements statements) {
        this.statements = statements;
    }

    void add(LinkToken token) {
        statements.write(
                "INSERT INTO auth.admin_setup (token_hash, expires_at)"
                        + " VALUES (?1, clock_timestamp() + make_interval(secs => ?2))",
                token.hash(),
                (double) LIFETIME.toSeconds());
    }

    boolean good(LinkToken token) {
        return statements.count(
                        "SELECT count(*) FROM auth.admin_setup WHERE token_hash = ?1 AND expires_at > clock_timestamp()",
                        token.hash())
                == 1;
    }

    void forgetAll() {
        statements.write("DELETE FROM auth.admin_setup");
    }
}
