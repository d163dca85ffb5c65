package dev.gatehouse.web.problem;

import dev.gatehouse.auth.HashingOverloaded;
import dev.gatehouse.session.Revocations;
import jakarta.json.stream.JsonParsingException;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Decides what a client may know of an exception. */
public final class ThrowableProblems {

    private static final Logger LOG = Logger.getLogger(ThrowableProblems.class.getName());
    private static final int MAX_DEPTH = 20;
    private static final long DATABASE_RETRY_SECONDS = 2;

    private ThrowableProblems() {}

    /** Unexpected exceptions are logged under the request's id; the client sees nothing of them. */
    public static Problem of(Throwable thrown, String requestId) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++, cause = cause.getCause()) {
            Optional<Problem> known = known(cause);
            if (known.isPresent()) {
                return known.get();
            }
        }
        LOG.log(Level.SEVERE, "Request " + requestId + " failed", thrown);
        return Problem.of(ProblemCode.INTERNAL_ERROR);
    }

    private static Optional<Problem> known(Throwable cause) {
        if (cause instanceof ProblemException problem) {
            return Optional.of(problem.problem());
        }
        if (cause instanceof HashingOverloaded overloaded) {
            return Optional.of(Problem.unavailable(overloaded.retryAfter().toSeconds()));
        }
        if (cause instanceof WebApplicationException web) {
            return Optional.of(Problem.of(ofStatus(web.getResponse().getStatus())));
        }
        if (cause instanceof JsonParsingException || cause.getClass() == ProcessingException.class) {
            return Optional.of(Problem.of(ProblemCode.MALFORMED_REQUEST));
        }
        if (cause instanceof Revocations.RevocationsUnavailable || databaseAway(cause)) {
            LOG.log(Level.WARNING, "The database is away: {0}", cause.getMessage());
            return Optional.of(Problem.unavailable(DATABASE_RETRY_SECONDS));
        }
        return Optional.empty();
    }

    /**
     * No connection, none free, the server is shutting down or starting, or it has ended a transaction that stood still
     * (SQLSTATE 08, 53, 57P, 25P03, 25P04).
     */
    private static boolean databaseAway(Throwable cause) {
        if (cause instanceof SQLException sql) {
            String state = sql.getSQLState();
            return state == null
                    ? String.valueOf(sql.getMessage()).contains("connection")
                    : state.matches("08...|53...|57P..|25P0[34]");
        }
        return cause instanceof PersistenceException
                && String.valueOf(cause.getMessage()).contains("Error in allocating a connection");
    }

    public static ProblemCode ofStatus(int status) {
        for (ProblemCode code : new ProblemCode[] {
            ProblemCode.UNAUTHENTICATED,
            ProblemCode.FORBIDDEN,
            ProblemCode.NOT_FOUND,
            ProblemCode.METHOD_NOT_ALLOWED,
            ProblemCode.NOT_ACCEPTABLE,
            ProblemCode.PAYLOAD_TOO_LARGE,
            ProblemCode.UNSUPPORTED_MEDIA_TYPE,
            ProblemCode.UNAVAILABLE
        }) {
            if (code.status() == status) {
                return code;
            }
        }
        return status >= 500 ? ProblemCode.INTERNAL_ERROR : ProblemCode.MALFORMED_REQUEST;
    }
}
