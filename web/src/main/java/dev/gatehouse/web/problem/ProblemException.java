package dev.gatehouse.web.problem;

/** Ends a request with a problem. Only for the web layer; modules return refusals as values. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        // Control flow, not a fault: no stack trace is worth its cost here.
        super(problem.code().code(), null, false, false);
        this.problem = problem;
    }

    public ProblemException(ProblemCode code) {
        this(Problem.of(code));
    }

    public ProblemException(ProblemCode code, String detail) {
        this(Problem.of(code, detail));
    }

    public Problem problem() {
        return problem;
    }
}
