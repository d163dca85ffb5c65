package dev.gatehouse.audit.internal;

import dev.gatehouse.audit.Activity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** Reads an account's activity from the trail. */
@ApplicationScoped
class RecordedActivity implements Activity {

    private static final int MAX_LIMIT = 200;

    private static final String NEWEST_FIRST =
            """
            SELECT event FROM Event event LEFT JOIN FETCH event.personal
            WHERE event.subjectId = :account AND event.sequence < :before
            ORDER BY event.sequence DESC""";

    private final EntityManager entityManager;

    @Inject
    RecordedActivity(@AuditUnit EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public Page of(UUID accountId, int limit, OptionalLong before) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ": " + limit);
        }
        List<Event> found = entityManager
                .createQuery(NEWEST_FIRST, Event.class)
                .setParameter("account", accountId)
                .setParameter("before", before.orElse(Long.MAX_VALUE))
                .setMaxResults(limit + 1)
                .getResultList();
        List<Event> shown = found.subList(0, Math.min(limit, found.size()));
        OptionalLong next =
                found.size() > limit ? OptionalLong.of(shown.get(limit - 1).sequence()) : OptionalLong.empty();
        return new Page(shown.stream().map(Event::told).toList(), next);
    }
}
