package dev.gatehouse.web.json;

import dev.gatehouse.web.problem.Problem;
import dev.gatehouse.web.problem.Problem.InvalidField;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;

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
