package dev.gatehouse.auth.internal.account;

import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import java.util.List;
import java.util.Optional;

/** What a line of text that people give (a name) must be like. */
public final class PlainText {

    /** The longest name, in code points. */
    public static final int MAX_NAME = 100;

    private PlainText() {}

    /** Whether PostgreSQL stores the text as it is: it holds neither NUL nor half a surrogate pair. */
    public static boolean storable(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }

    /** What is wrong with a name, if anything; it has been stripped before. */
    public static Optional<FieldError> faultOfName(String field, String name, boolean required) {
        if (required && name.isEmpty()) {
            return Optional.of(FieldError.of(field, Problem.REQUIRED));
        }
        if (name.codePointCount(0, name.length()) > MAX_NAME) {
            return Optional.of(FieldError.of(field, Problem.TOO_LONG, MAX_NAME));
        }
        return printable(name) ? Optional.empty() : Optional.of(FieldError.of(field, Problem.INVALID_TEXT));
    }

    /** Whether the text is one line that shows itself in the order in which it is stored. */
    public static boolean printable(String text) {
        return text.codePoints().noneMatch(PlainText::refused);
    }

    private static boolean refused(int codePoint) {
        int type = Character.getType(codePoint);
        return List.of((int) Character.CONTROL, (int) Character.SURROGATE, (int) Character.LINE_SEPARATOR, (int)
                                Character.PARAGRAPH_SEPARATOR)
                        .contains(type)
                || turnsDirection(codePoint);
    }

    /** The bidirectional controls of UAX 9, which can make one name look like another. */
    private static boolean turnsDirection(int codePoint) {
        return codePoint >= 0x202A && codePoint <= 0x202E || codePoint >= 0x2066 && codePoint <= 0x2069;
    }
}
