package dev.gatehouse.web.security;

import dev.gatehouse.auth.AdminAccount;
import dev.gatehouse.auth.AdminRole;
import dev.gatehouse.auth.Admins;
import dev.gatehouse.session.AccessTokenClaims.Audience;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import java.util.UUID;

/**
 * The admin who makes this request. The account is read anew each time, so that what it may do is what it may do now,
 * whatever its token or page still says.
 */
@Named("admin")
@RequestScoped
public class CurrentAdmin {

    private final CurrentCaller currentCaller;
    private final Admins admins;
    private Optional<AdminAccount> found;

    @Inject
    CurrentAdmin(CurrentCaller currentCaller, Admins admins) {
        this.currentCaller = currentCaller;
        this.admins = admins;
    }

    public Optional<AdminAccount> find() {
        if (found == null) {
            found = currentCaller
                    .find()
                    .filter(caller -> caller.audience() == Audience.ADMINS)
                    .map(Caller::accountId)
                    .flatMap(admins::find);
        }
        return found;
    }

    /** @throws ProblemException {@code unauthenticated} for anybody else */
    public AdminAccount get() {
        return find().orElseThrow(() -> new ProblemException(ProblemCode.UNAUTHENTICATED));
    }

    public UUID id() {
        return get().id();
    }

    boolean has(AdminRole needed) {
        return get().role().includes(needed);
    }

    /** For pages. */
    public boolean isSignedIn() {
        return find().isPresent();
    }

    /** For pages. */
    public AdminAccount getAccount() {
        return get();
    }
}
