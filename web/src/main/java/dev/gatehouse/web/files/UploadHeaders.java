package dev.gatehouse.web.files;

import dev.gatehouse.storage.PieceChecksum;
import dev.gatehouse.storage.PieceChecksum.Algorithm;
import dev.gatehouse.storage.ResumableUpload;
import dev.gatehouse.web.problem.Problem;
import dev.gatehouse.web.problem.Problem.InvalidField;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import jakarta.ws.rs.core.Response;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The headers of tus 1.0.0, read and written. */
final class UploadHeaders {

    static final String OFFSET = "Upload-Offset";
    static final String LENGTH = "Upload-Length";
    static final String METADATA = "Upload-Metadata";
    static final String CHECKSUM = "Upload-Checksum";
    /** Our own: what an upload has become. */
    static final String FILE = "Gatehouse-File";

    private static final String COUNT = "\\d{1,18}";
    /** RFC 9110 section 5.6.7; the JDK's own leaves out the zero of the first nine days. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private UploadHeaders() {}

    /** @throws ProblemException unless it is a number of bytes */
    static long count(String name, String value) {
        if (value == null || !value.strip().matches(COUNT)) {
            throw new ProblemException(Problem.invalid(
                    ProblemCode.VALIDATION_FAILED,
                    List.of(new InvalidField(name, "must be given, as a number of bytes"))));
        }
        return Long.parseLong(value.strip());
    }

    /** @throws ProblemException if there is one that cannot be checked */
    static Optional<PieceChecksum> checksum(String value) {
        if (value == null) {
            return Optional.empty();
        }
        String[] parts = value.strip().split(" +", 2);
        Optional<Algorithm> algorithm = Algorithm.labelled(parts[0]);
        if (algorithm.isEmpty() || parts.length < 2) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_REQUEST, CHECKSUM + " must be one of " + algorithms() + ", and base64");
        }
        try {
            return Optional.of(
                    new PieceChecksum(algorithm.get(), Base64.getDecoder().decode(parts[1])));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemCode.MALFORMED_REQUEST, CHECKSUM + " is no base64");
        }
    }

    static String algorithms() {
        return Arrays.stream(Algorithm.values()).map(Algorithm::label).collect(Collectors.joining(","));
    }

    /** How far the upload has come, and what it has become. */
    static Response.ResponseBuilder tell(Response.ResponseBuilder response, ResumableUpload upload) {
        upload.fileId().ifPresent(file -> response.header(FILE, file));
        return response.header(OFFSET, upload.offset()).header("Upload-Expires", DATE.format(upload.expiresAt()));
    }
}
