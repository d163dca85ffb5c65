package dev.gatehouse.web.pages;

import dev.gatehouse.auth.Account;
import dev.gatehouse.auth.Accounts;
import dev.gatehouse.session.AccessTokenClaims.Audience;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.security.Caller;
import dev.gatehouse.web.security.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import java.util.UUID;

/** Who looks at a page: a stranger, or the owner of an account. */
@Named
@RequestScoped
public class Visitor {

    private final CurrentCaller currentCaller;
    private final Accounts accounts;
    private Optional<Account> found;

    @Inject
    Visitor(CurrentCaller currentCaller, Accounts accounts) {
        this.currentCaller = currentCaller;
        this.accounts = accounts;
    }

    public boolean isSignedIn() {
        return find().isPresent();
    }

    /** @throws ProblemException {@code unauthenticated} for a stranger */
    public Account getAccount() {
        return find().orElseThrow(() -> new ProblemException(ProblemCode.UNAUTHENTICATED));
    }

    /** The session that this request belongs to. */
    public UUID sessionId() {
        return currentCaller.get().sessionId();
    }

    public Optional<Account> find() {
        if (found == null) {
            found = currentCaller
                    .find()
                    .filter(caller -> caller.audience() == Audience.USERS)
                    .map(Caller::accountId)
                    .flatMap(accounts::find);
        }
        return found;
    }
}
