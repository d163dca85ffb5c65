package dev.gatehouse.web.problem;

import java.util.Locale;

/** Every way in which a request can fail. Codes and statuses are part of the public contract. */
public enum ProblemCode {
    VALIDATION_FAILED(400, "Some fields are not valid"),
    MALFORMED_REQUEST(400, "The request cannot be read"),
    WEAK_PASSWORD(400, "The password is too weak"),
    TOKEN_INVALID(400, "The link or code is used up, expired or unknown"),
    PASSWORD_REQUIRED(400, "The password is needed"),
    INVALID_CREDENTIALS(401, "Email or password is wrong"),
    UNAUTHENTICATED(401, "Sign in first"),
    REFRESH_TOKEN_INVALID(401, "The refresh token is not valid"),
    REFRESH_TOKEN_REUSED(401, "The refresh token was used before; the session has been ended"),
    INVALID_CODE(401, "The code is wrong or was used before"),
    CHALLENGE_EXPIRED(401, "The sign-in took too long or had too many tries; start again"),
    /** Inside a session: 401 would say that the session itself is none. */
    WRONG_PASSWORD(403, "The password is wrong", "invalid_credentials"),
    WRONG_CODE(403, "The code is wrong or was used before", "invalid_code"),
    FRESH_LOGIN_REQUIRED(403, "Confirm first that it is you, or send the password"),
    EMAIL_NOT_VERIFIED(403, "The email address has not been verified"),
    PASSWORD_RESET_REQUIRED(403, "The password must be reset"),
    ACCOUNT_DISABLED(403, "The account is disabled"),
    TWO_FACTOR_SETUP_REQUIRED(403, "A second factor must be set up first"),
    CSRF_FAILED(403, "The request does not come from this site"),
    FORBIDDEN(403, "Not allowed"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "Not acceptable"),
    CONFLICT(409, "Conflict"),
    /** The tus protocol, whose clients say which version they speak. */
    UNSUPPORTED_PROTOCOL_VERSION(412, "This version of the protocol is not spoken here"),
    PAYLOAD_TOO_LARGE(413, "The request is too large"),
    FILE_TOO_LARGE(413, "The file is too large"),
    QUOTA_EXCEEDED(413, "There is no room left for files"),
    FILE_TYPE_REJECTED(415, "Files of this type are not taken"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    RANGE_NOT_SATISFIABLE(416, "The file has no such bytes"),
    MISDIRECTED_REQUEST(421, "This server does not answer for that host"),
    TOO_MANY_ATTEMPTS(429, "Too many failed attempts"),
    RATE_LIMITED(429, "Too many requests"),
    /** A status of the tus protocol's own. */
    CHECKSUM_MISMATCH(460, "The bytes were damaged on their way"),
    INTERNAL_ERROR(500, "Something went wrong on our side"),
    UNAVAILABLE(503, "Temporarily unavailable");

    private final int status;
    private final String title;
    private final String code;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
        this.code = name().toLowerCase(Locale.ROOT);
    }

    /** For a code that has another status in other places. */
    ProblemCode(int status, String title, String code) {
        this.status = status;
        this.title = title;
        this.code = code;
    }

    /** The code as clients see it. */
    public String code() {
        return code;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}
