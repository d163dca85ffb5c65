package dev.gatehouse.web.files;

import dev.gatehouse.storage.PieceOutcome;
import dev.gatehouse.storage.ResumableUpload;
import dev.gatehouse.storage.StoredFile;
import dev.gatehouse.storage.UploadOutcome;
import dev.gatehouse.web.problem.Problem;
import dev.gatehouse.web.problem.Problem.InvalidField;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import java.util.List;
import java.util.Optional;

/** How an upload's end is told to its client. */
final class UploadAnswers {

    static final Problem BROKEN_OFF = Problem.of(ProblemCode.MALFORMED_REQUEST, "The file did not arrive whole");

    private static final long RETRY_SECONDS = 10;
    private static final long BUSY_SECONDS = 2;

    private UploadAnswers() {}

    /** @throws ProblemException for everything that was not stored */
    static StoredFile stored(UploadOutcome outcome) {
        if (outcome instanceof UploadOutcome.Stored stored) {
            return stored.file();
        }
        throw new ProblemException(problem(outcome));
    }

    /** @throws ProblemException for everything but bytes that were kept */
    static ResumableUpload appended(PieceOutcome outcome) {
        if (outcome instanceof PieceOutcome.Appended appended) {
            return appended.upload();
        }
        throw new ProblemException(problem(outcome));
    }

    private static Problem problem(PieceOutcome outcome) {
        if (outcome instanceof PieceOutcome.NotFound) {
            return Problem.of(ProblemCode.NOT_FOUND);
        } else if (outcome instanceof PieceOutcome.OffsetMismatch mismatch) {
            return Problem.of(ProblemCode.CONFLICT, "The upload goes on at offset " + mismatch.offset());
        } else if (outcome instanceof PieceOutcome.Busy) {
            return new Problem(
                    ProblemCode.CONFLICT,
                    Optional.of("Another request is writing to this upload"),
                    List.of(),
                    Optional.of(BUSY_SECONDS));
        } else if (outcome instanceof PieceOutcome.ChecksumMismatch) {
            return Problem.of(ProblemCode.CHECKSUM_MISMATCH);
        } else if (outcome instanceof PieceOutcome.TooLong) {
            return Problem.of(ProblemCode.PAYLOAD_TOO_LARGE, "More bytes than Upload-Length");
        } else if (outcome instanceof PieceOutcome.Refused refused) {
            return problem(refused.why());
        }
        return Problem.unavailable(RETRY_SECONDS);
    }

    static Problem problem(UploadOutcome outcome) {
        if (outcome instanceof UploadOutcome.TooLarge tooLarge) {
            return Problem.of(ProblemCode.FILE_TOO_LARGE, "A file may have at most " + tooLarge.maxBytes() + " bytes");
        } else if (outcome instanceof UploadOutcome.QuotaExceeded) {
            return Problem.of(ProblemCode.QUOTA_EXCEEDED, "There is no room left; delete files that are not needed");
        } else if (outcome instanceof UploadOutcome.TypeRejected rejected) {
            return Problem.of(ProblemCode.FILE_TYPE_REJECTED, words(rejected.reason()));
        } else if (outcome instanceof UploadOutcome.InvalidName) {
            return Problem.invalid(
                    ProblemCode.VALIDATION_FAILED,
                    List.of(new InvalidField("name", "must have 1 to 255 bytes and be more than dots")));
        } else if (outcome instanceof UploadOutcome.BrokenOff) {
            return BROKEN_OFF;
        }
        return Problem.unavailable(RETRY_SECONDS);
    }

    private static String words(String reason) {
        return switch (reason) {
            case "extension_mismatch" -> "The name's extension is not that of such content";
            case "declared_type_mismatch" -> "The content is not of the type that it was sent as";
            default -> "Content of this kind is not taken";
        };
    }
}
