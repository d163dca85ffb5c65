package dev.gatehouse.web.text;

import dev.gatehouse.auth.FieldError;
import dev.gatehouse.web.problem.Problem;
import dev.gatehouse.web.problem.Problem.InvalidField;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;

/** Says in words what is wrong with fields; the pages and the API say the same. */
public final class FieldErrors {

    private FieldErrors() {}

    public static String message(FieldError error, Locale locale) {
        String key = "field." + error.problem().name().toLowerCase(Locale.ROOT);
        return Messages.text(locale, key, error.arguments().toArray());
    }

    public static ProblemException problem(List<FieldError> errors, HttpServletRequest request) {
        Locale locale = Languages.of(request);
        boolean onlyPassword = errors.stream().allMatch(error -> error.problem().weakPassword());
        List<InvalidField> fields = errors.stream()
                .map(error -> new InvalidField(error.field(), message(error, locale)))
                .toList();
        return new ProblemException(
                Problem.invalid(onlyPassword ? ProblemCode.WEAK_PASSWORD : ProblemCode.VALIDATION_FAILED, fields));
    }

    /** @throws ProblemException {@code validation_failed} if the value is missing */
    public static String required(String field, String value, HttpServletRequest request) {
        if (value == null || value.isBlank()) {
            throw missing(field, request);
        }
        return value;
    }

    /** {@code validation_failed}: the field is needed. */
    public static ProblemException missing(String field, HttpServletRequest request) {
        return problem(List.of(FieldError.of(field, FieldError.Problem.REQUIRED)), request);
    }
}
