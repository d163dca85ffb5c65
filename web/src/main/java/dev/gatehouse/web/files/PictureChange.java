package dev.gatehouse.web.files;

import dev.gatehouse.auth.Accounts;
import dev.gatehouse.storage.PictureOutcome;
import dev.gatehouse.storage.Pictures;
import dev.gatehouse.storage.UploadRequest;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.security.RequestOrigin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;

/** A new picture of an account, whichever way it was sent. */
@ApplicationScoped
class PictureChange {

    private final Pictures pictures;
    private final Accounts accounts;
    private final Transfer transfer;

    @Inject
    PictureChange(Pictures pictures, Accounts accounts, Transfer transfer) {
        this.pictures = pictures;
        this.accounts = accounts;
        this.transfer = transfer;
    }

    PictureOutcome of(UUID account, SentFile file, HttpServletRequest request) {
        transfer.begin(account);
        PictureOutcome outcome = pictures.change(
                new UploadRequest(account, file.name(), file.declaredType(), file.length(), RequestOrigin.of(request)),
                file.content());
        if (accounts.find(account).isEmpty()) {
            // It was erased while its picture was on the way.
            pictures.remove(account, RequestOrigin.of(request));
            throw new ProblemException(ProblemCode.UNAUTHENTICATED);
        }
        return outcome;
    }
}
