package dev.gatehouse.session.internal;

import dev.gatehouse.session.internal.revocation.AccessTokensOutdated;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.UUID;

/** The lowest version of each account that its access tokens must carry; 0 until it is raised. */
@Dependent
class AccountVersions {

    private static final String RAISE =
            """
            INSERT INTO session.account_version AS v (account_id, lowest, changed_at)
            VALUES (?1, 1, clock_timestamp())
            ON CONFLICT (account_id) DO UPDATE SET lowest = v.lowest + 1, changed_at = clock_timestamp()
            RETURNING v.lowest
            """;

    private final EntityManager manager;
    private final Event<AccessTokensOutdated> outdated;

    @Inject
    AccountVersions(@SessionUnit EntityManager manager, Event<AccessTokensOutdated> outdated) {
        this.manager = manager;
        this.outdated = outdated;
    }

    void raise(UUID accountId) {
        long lowest = Row.first(manager.createNativeQuery(RAISE).setParameter(1, accountId))
                .orElseThrow()
                .number(0);
        outdated.fire(new AccessTokensOutdated(accountId, lowest));
    }
}
