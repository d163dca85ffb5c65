package dev.gatehouse.web.problem;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.transaction.TransactionalException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Errors at commit: the container has a mapper of its own for them, which answers in HTML unless this one is first. */
@Provider
@Priority(1)
public class TransactionMapper implements ExceptionMapper<TransactionalException> {

    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(TransactionalException thrown) {
        return ProblemAnswer.response(
                ThrowableProblems.of(thrown, dev.gatehouse.web.security.RequestIdFilter.idOf(request)), request);
    }
}
