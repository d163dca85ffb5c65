package dev.gatehouse.web.files;

import dev.gatehouse.auth.Accounts;
import dev.gatehouse.storage.PictureOutcome;
import dev.gatehouse.storage.Pictures;
import dev.gatehouse.storage.Pictures.Picture;
import dev.gatehouse.storage.UploadRequest;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.security.CurrentAdmin;
import dev.gatehouse.web.security.RequestOrigin;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** A picture that an admin brings for somebody, and what they are told to compare it by. */
@RequestScoped
public class BroughtPicture {

    private final Pictures pictures;
    private final Accounts accounts;
    private final Transfer transfer;
    private final CurrentAdmin admin;

    @Inject
    BroughtPicture(Pictures pictures, Accounts accounts, Transfer transfer, CurrentAdmin admin) {
        this.pictures = pictures;
        this.accounts = accounts;
        this.transfer = transfer;
        this.admin = admin;
    }

    /** What has become of it. */
    public record View(boolean changed, String receivedSha256, String sha256, String contentType) {}

    View to(UUID account, boolean replacing, SentFile file, HttpServletRequest request) throws IOException {
        if (accounts.find(account).isEmpty()) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "There is no such user, or the account is disabled");
        }
        transfer.begin(admin.id());
        try (InputStream content = file.content();
                DigestInputStream hashed = new DigestInputStream(content, sha256())) {
            PictureOutcome outcome = pictures.bring(
                    new UploadRequest(
                            account, file.name(), file.declaredType(), file.length(), RequestOrigin.of(request)),
                    admin.id(),
                    replacing,
                    hashed);
            if (accounts.find(account).isEmpty()) {
                // It was erased while its picture was on the way.
                pictures.remove(account, RequestOrigin.of(request));
                throw new ProblemException(ProblemCode.NOT_FOUND);
            }
            return view(outcome, hashed.getMessageDigest());
        }
    }

    private static View view(PictureOutcome outcome, MessageDigest received) {
        if (outcome instanceof PictureOutcome.Changed changed) {
            return view(true, received, changed.picture());
        } else if (outcome instanceof PictureOutcome.Unchanged unchanged) {
            return view(false, received, unchanged.picture());
        } else if (outcome instanceof PictureOutcome.HasAnother) {
            throw new ProblemException(ProblemCode.CONFLICT, "The user has another picture");
        }
        throw new ProblemException(PictureAnswers.problem(outcome));
    }

    private static View view(boolean changed, MessageDigest received, Picture picture) {
        return new View(changed, HexFormat.of().formatHex(received.digest()), picture.sha256(), picture.contentType());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
