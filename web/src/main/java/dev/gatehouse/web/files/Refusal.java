package dev.gatehouse.web.files;

import dev.gatehouse.storage.PictureOutcome;
import dev.gatehouse.storage.UploadOutcome;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.text.Messages;
import dev.gatehouse.web.text.ShownBytes;
import java.util.Locale;

/**
 * Why something that was sent by a form is not kept, for a person.
 *
 * @param code what the API would answer
 * @param key of the words
 * @param number what the words speak of: bytes, pixels or files; 0 if they do not
 */
public record Refusal(ProblemCode code, String key, long number) {

    private static final long MEGA = 1_000_000;

    private Refusal(ProblemCode code, String key) {
        this(code, key, 0);
    }

    /** Of everything but {@link UploadOutcome.Stored}. */
    static Refusal of(UploadOutcome outcome) {
        if (outcome instanceof UploadOutcome.TooLarge tooLarge) {
            return new Refusal(ProblemCode.FILE_TOO_LARGE, "upload.too_large", tooLarge.maxBytes());
        } else if (outcome instanceof UploadOutcome.QuotaExceeded) {
            return new Refusal(ProblemCode.QUOTA_EXCEEDED, "upload.quota_exceeded");
        } else if (outcome instanceof UploadOutcome.TypeRejected rejected) {
            return new Refusal(ProblemCode.FILE_TYPE_REJECTED, "upload." + rejected.reason());
        } else if (outcome instanceof UploadOutcome.InvalidName) {
            return new Refusal(ProblemCode.VALIDATION_FAILED, "upload.invalid_name");
        } else if (outcome instanceof UploadOutcome.BrokenOff) {
            return new Refusal(ProblemCode.MALFORMED_REQUEST, "upload.broken_off");
        }
        return unavailable();
    }

    /** Of everything but {@link PictureOutcome.Changed}. */
    static Refusal of(PictureOutcome outcome) {
        if (outcome instanceof PictureOutcome.TooLarge tooLarge) {
            return new Refusal(ProblemCode.FILE_TOO_LARGE, "picture.too_large", tooLarge.maxBytes());
        } else if (outcome instanceof PictureOutcome.TooManyPixels tooMany) {
            return new Refusal(ProblemCode.FILE_TOO_LARGE, "picture.too_many_pixels", tooMany.maxPixels());
        } else if (outcome instanceof PictureOutcome.NotAPicture refused) {
            return new Refusal(ProblemCode.FILE_TYPE_REJECTED, "picture." + refused.reason());
        } else if (outcome instanceof PictureOutcome.BrokenOff) {
            return new Refusal(ProblemCode.MALFORMED_REQUEST, "upload.broken_off");
        }
        return unavailable();
    }

    /** A form was sent without a file in it. */
    static Refusal nothingChosen() {
        return new Refusal(ProblemCode.VALIDATION_FAILED, "upload.nothing_chosen");
    }

    /** As many files as are taken at a time came before it. */
    static Refusal tooManyFiles(int most) {
        return new Refusal(ProblemCode.PAYLOAD_TOO_LARGE, "upload.too_many", most);
    }

    private static Refusal unavailable() {
        return new Refusal(ProblemCode.UNAVAILABLE, "upload.unavailable");
    }

    public String words(Locale locale) {
        return switch (key) {
            case "picture.too_many_pixels" -> Messages.text(locale, key, number / MEGA);
            case "upload.too_many" -> Messages.text(locale, key, number);
            default -> Messages.text(locale, key, ShownBytes.of(number, locale));
        };
    }
}
