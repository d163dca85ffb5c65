package dev.gatehouse.storage.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.List;

/** Runs SQL in the caller's transaction. Values take the places {@code ?1}, {@code ?2} and so on. */
@ApplicationScoped
public class Statements {

    private final EntityManager entityManager;

    @Inject
    public Statements(@StorageUnit EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /** @return how many rows it wrote */
    public int write(String sql, Object... values) {
        return with(entityManager.createNativeQuery(sql), values).executeUpdate();
    }

    /** Whether it wrote exactly one row: the way to decide between callers at once. */
    public boolean writeOne(String sql, Object... values) {
        return write(sql, values) == 1;
    }

    /** All rows of a query of two columns or more. */
    public List<Object[]> all(String sql, Object... values) {
        List<?> rows = with(entityManager.createNativeQuery(sql), values).getResultList();
        return rows.stream().map(Object[].class::cast).toList();
    }

    /** All rows of a query for entities. */
    public <T> List<T> all(Class<T> entity, String sql, Object... values) {
        List<?> rows =
                with(entityManager.createNativeQuery(sql, entity), values).getResultList();
        return rows.stream().map(entity::cast).toList();
    }

    private static Query with(Query query, Object... values) {
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        return query;
    }
}
