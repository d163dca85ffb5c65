package dev.gatehouse.auth;

import java.util.List;

/**
 * What is wrong with one field of a request.
 *
 * @param field the field's name in the REST API
 * @param problem what is wrong; its words are found in the resource bundles under {@code field.<problem in lower case>}
 * @param arguments what the words need, such as a length
 */
public record FieldError(String field, Problem problem, List<Object> arguments) {

    public FieldError {
        arguments = List.copyOf(arguments);
    }

    public static FieldError of(String field, Problem problem, Object... arguments) {
        return new FieldError(field, problem, List.of(arguments));
    }

    /** Everything that can be wrong with a field. */
    public enum Problem {
        REQUIRED(false),
        TOO_LONG(false),
        INVALID_EMAIL(false),
        INVALID_TEXT(false),
        INVALID_CHOICE(false),
        TERMS_NOT_ACCEPTED(false),
        HASH_UNKNOWN(false),
        HASH_TOO_DEAR(false),
        PASSWORD_TOO_SHORT(true),
        PASSWORD_TOO_LONG(true),
        PASSWORD_NEEDS_UPPER(true),
        PASSWORD_NEEDS_LOWER(true),
        PASSWORD_NEEDS_DIGIT(true),
        PASSWORD_COMMON(true),
        PASSWORD_BREACHED(true),
        PASSWORD_CONTAINS_CONTEXT(true);

        private final boolean weakPassword;

        Problem(boolean weakPassword) {
            this.weakPassword = weakPassword;
        }

        /** Whether the fault is a password that the policy refuses. */
        public boolean weakPassword() {
            return weakPassword;
        }
    }
}
