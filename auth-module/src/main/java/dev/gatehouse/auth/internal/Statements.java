package dev.gatehouse.auth.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Runs SQL in the caller's transaction. Values take the places {@code ?1}, {@code ?2} and so on; an enum constant is
 * its name in lower case, as tables store it.
 */
@ApplicationScoped
public class Statements {

    private final EntityManager entityManager;

    @Inject
    Statements(@AuthUnit EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /** @return how many rows it wrote */
    public int write(String sql, Object... values) {
        return query(sql, values).executeUpdate();
    }

    /** Whether it wrote exactly one row: the way to decide between callers at once. */
    public boolean writeOne(String sql, Object... values) {
        return write(sql, values) == 1;
    }

    /** The first row of a query of two columns or more. */
    public Optional<Object[]> first(String sql, Object... values) {
        List<?> rows = query(sql, values).getResultList();
        return rows.stream().findFirst().map(Object[].class::cast);
    }

    /** All rows of a query of two columns or more. */
    public List<Object[]> all(String sql, Object... values) {
        List<?> rows = query(sql, values).getResultList();
        return rows.stream().map(Object[].class::cast).toList();
    }

    /** The one number that the query counts. */
    public int count(String sql, Object... values) {
        return ((Number) query(sql, values).getSingleResult()).intValue();
    }

    private Query query(String sql, Object... values) {
        Query query = entityManager.createNativeQuery(sql);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, stored(values[i]));
        }
        return query;
    }

    private static Object stored(Object value) {
        return value instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : value;
    }
}
