package dev.gatehouse.session;

import dev.gatehouse.session.AccessTokenClaims.Audience;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All live sessions, as admins see them. */
public interface SessionDirectory {

    /**
     * A part of the list, newest first.
     *
     * @param accountId only those of this account
     * @param before the last entry of the part before
     */
    List<Entry> live(Optional<UUID> accountId, Optional<Position> before, int limit);

    /** Where a list goes on: an entry's time and id. */
    record Position(Instant createdAt, UUID id) {}

    /** A live session and whose it is. */
    record Entry(UUID accountId, Audience audience, SessionView session) {}
}
