package dev.gatehouse.auth.internal.credential;

import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.auth.internal.account.PlainText;
import java.util.Optional;

/** Why an admin does what cannot be done without a reason: one line of 1 to 500 characters. */
public final class AdminsReason {

    private static final int MAX = 500;

    private AdminsReason() {}

    /** As it is kept; empty where there is none. */
    public static String line(String reason) {
        return reason == null ? "" : reason.strip();
    }

    public static Optional<FieldError> fault(String reason) {
        String line = line(reason);
        if (line.isEmpty()) {
            return Optional.of(FieldError.of("reason", Problem.REQUIRED));
        }
        if (line.codePointCount(0, line.length()) > MAX) {
            return Optional.of(FieldError.of("reason", Problem.TOO_LONG, MAX));
        }
        return PlainText.printable(line)
                ? Optional.empty()
                : Optional.of(FieldError.of("reason", Problem.INVALID_TEXT));
    }
}
