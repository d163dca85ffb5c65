package dev.gatehouse.web.problem;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Optional;

/**
 * An answer to a request that failed (RFC 9457).
 *
 * @param detail what this request's client can do about it
 * @param retryAfterSeconds becomes {@code Retry-After}
 * @param enrolmentToken opens the enrolment of a second factor and nothing else
 */
public record Problem(
        ProblemCode code,
        Optional<String> detail,
        List<InvalidField> errors,
        Optional<Long> retryAfterSeconds,
        Optional<String> enrolmentToken) {

    /** Asked for once: the methods of {@code Json} search the class path at every call. */
    private static final JsonProvider JSON = JsonProvider.provider();

    public static final String MEDIA_TYPE = "application/problem+json";

    /** What is wrong with one field, in words. */
    public record InvalidField(String field, String message) {}

    public Problem {
        errors = List.copyOf(errors);
    }

    public Problem(
            ProblemCode code, Optional<String> detail, List<InvalidField> errors, Optional<Long> retryAfterSeconds) {
        this(code, detail, errors, retryAfterSeconds, Optional.empty());
    }

    public static Problem of(ProblemCode code) {
        return new Problem(code, Optional.empty(), List.of(), Optional.empty());
    }

    public static Problem of(ProblemCode code, String detail) {
        return new Problem(code, Optional.of(detail), List.of(), Optional.empty());
    }

    public static Problem invalid(ProblemCode code, List<InvalidField> errors) {
        return new Problem(code, Optional.empty(), errors, Optional.empty());
    }

    public static Problem unavailable(long retryAfterSeconds) {
        return new Problem(ProblemCode.UNAVAILABLE, Optional.empty(), List.of(), Optional.of(retryAfterSeconds));
    }

    public static Problem tooManyAttempts(long retryAfterSeconds) {
        return new Problem(ProblemCode.TOO_MANY_ATTEMPTS, Optional.empty(), List.of(), Optional.of(retryAfterSeconds));
    }

    public static Problem rateLimited(long retryAfterSeconds) {
        return new Problem(
                ProblemCode.RATE_LIMITED,
                Optional.of("Too many requests; Retry-After says how many seconds to wait"),
                List.of(),
                Optional.of(retryAfterSeconds));
    }

    public static Problem twoFactorSetupRequired(String enrolmentToken) {
        return new Problem(
                ProblemCode.TWO_FACTOR_SETUP_REQUIRED,
                Optional.of("Set up an authenticator app with the enrolment token as bearer, then sign in again"),
                List.of(),
                Optional.empty(),
                Optional.of(enrolmentToken));
    }

    JsonObject toJson(String requestId) {
        var json = JSON.createObjectBuilder()
                .add("type", "urn:gatehouse:problem:" + code.code())
                .add("title", code.title())
                .add("status", code.status())
                .add("detail", detail.orElse(code.title()))
                .add("code", code.code())
                .add("requestId", requestId);
        if (!errors.isEmpty()) {
            var fields = JSON.createArrayBuilder();
            errors.forEach(error -> fields.add(
                    JSON.createObjectBuilder().add("field", error.field()).add("message", error.message())));
            json.add("errors", fields);
        }
        enrolmentToken.ifPresent(token -> json.add("enrolmentToken", token));
        return json.build();
    }

    @Override
    public String toString() {
        return "Problem[" + code + "]";
    }
}
