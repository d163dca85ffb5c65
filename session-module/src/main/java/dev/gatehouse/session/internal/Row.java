package dev.gatehouse.session.internal;

import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** One row of a native query, read by position from 0. */
public record Row(Object[] columns) {

    /** Runs the query; one that selects a single column gives rows of one. */
    public static List<Row> all(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream()
                .map(row -> new Row(row instanceof Object[] several ? several : new Object[] {row}))
                .toList();
    }

    /** An enum constant as tables store it. */
    public static String stored(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Row> first(Query query) {
        return all(query).stream().findFirst();
    }

    public UUID uuid(int column) {
        return (UUID) columns[column];
    }

    public long number(int column) {
        return ((Number) columns[column]).longValue();
    }

    public boolean flag(int column) {
        return (Boolean) columns[column];
    }

    public byte[] bytes(int column) {
        return (byte[]) columns[column];
    }

    public Optional<String> text(int column) {
        return Optional.ofNullable((String) columns[column]);
    }

    /** Drivers and their settings differ in the class that stands for {@code timestamptz}. */
    public Instant instant(int column) {
        return columns[column] instanceof OffsetDateTime time
                ? time.toInstant()
                : ((Timestamp) columns[column]).toInstant();
    }

    @Override
    public String toString() {
        return "Row[" + columns.length + " columns]";
    }
}
