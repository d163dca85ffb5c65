package dev.gatehouse.web.json;

import dev.gatehouse.web.problem.Problem;
import dev.gatehouse.web.problem.Problem.InvalidField;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;

/** The {@code limit} and {@code cursor} parameters of every list. A cursor hides the key that the list goes on from. */
public final class Cursor {

    private static final int PRESET = 50;
    private static final int MOST = 200;

    private Cursor() {}

    public static int limit(String text) {
        if (text == null) {
            return PRESET;
        }
        if (text.matches("\\d{1,3}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        }
        throw invalid("limit", "must be a number from 1 to " + MOST);
    }

    public static OptionalLong position(String text) {
        if (text == null) {
            return OptionalLong.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length == Long.BYTES) {
                return OptionalLong.of(ByteBuffer.wrap(bytes).getLong());
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw invalid("cursor", "is not one that this list gave");
    }

    /** Where a list that is newest first goes on: the time and the id of its last entry. */
    public record Place(Instant time, UUID id) {}

    public static Optional<Place> place(String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() == 3 * Long.BYTES) {
                Instant time = Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS);
                return Optional.of(new Place(time, new UUID(bytes.getLong(), bytes.getLong())));
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw invalid("cursor", "is not one that this list gave");
    }

    /** A part of a list, for which one entry more than wanted was read. */
    public static <T, V> PageOf<V> page(List<T> read, int limit, Function<T, V> view, Function<T, Place> place) {
        List<T> shown = read.subList(0, Math.min(limit, read.size()));
        String next = read.size() > limit ? text(place.apply(shown.get(limit - 1))) : null;
        return new PageOf<>(shown.stream().map(view).toList(), next);
    }

    private static String text(Place place) {
        byte[] bytes = ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, place.time()))
                .putLong(place.id().getMostSignificantBits())
                .putLong(place.id().getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Null where there is no next part: absent values are written as null. */
    public static String text(OptionalLong position) {
        if (position.isEmpty()) {
            return null;
        }
        byte[] bytes =
                ByteBuffer.allocate(Long.BYTES).putLong(position.getAsLong()).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static ProblemException invalid(String field, String message) {
        return new ProblemException(
                Problem.invalid(ProblemCode.VALIDATION_FAILED, List.of(new InvalidField(field, message))));
    }
}
