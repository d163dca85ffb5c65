package dev.gatehouse.web.files;

import dev.gatehouse.storage.PictureOutcome;
import dev.gatehouse.web.problem.Problem;
import dev.gatehouse.web.problem.ProblemCode;

/** How a picture's end is told to its client. */
final class PictureAnswers {

    private static final long RETRY_SECONDS = 10;

    private PictureAnswers() {}

    /** Of everything but {@link PictureOutcome.Changed}. */
    static Problem problem(PictureOutcome outcome) {
        if (outcome instanceof PictureOutcome.TooLarge tooLarge) {
            return Problem.of(
                    ProblemCode.FILE_TOO_LARGE, "A picture may have at most " + tooLarge.maxBytes() + " bytes");
        } else if (outcome instanceof PictureOutcome.TooManyPixels tooMany) {
            return Problem.of(
                    ProblemCode.FILE_TOO_LARGE, "Such an image may have at most " + tooMany.maxPixels() + " pixels");
        } else if (outcome instanceof PictureOutcome.NotAPicture refused) {
            return Problem.of(ProblemCode.FILE_TYPE_REJECTED, words(refused.reason()));
        } else if (outcome instanceof PictureOutcome.BrokenOff) {
            return Problem.of(ProblemCode.MALFORMED_REQUEST, "The picture did not arrive whole");
        }
        return Problem.unavailable(RETRY_SECONDS);
    }

    private static String words(String reason) {
        return switch (reason) {
            case "extension_mismatch" -> "The name's extension is not that of such content";
            case "declared_type_mismatch" -> "The content is not of the type that it was sent as";
            case "unreadable" -> "The image is broken or of a kind that cannot be read";
            default -> "Only PNG, JPEG, GIF and WebP are taken";
        };
    }
}
