package dev.gatehouse.web.files;

import dev.gatehouse.storage.ExpectedLength;
import dev.gatehouse.web.problem.Problem;
import dev.gatehouse.web.problem.Problem.InvalidField;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A file in a request's body, whichever of the two ways it was sent.
 *
 * @param name as sent
 * @param declaredType as sent
 * @param content reads the body as it arrives
 */
record SentFile(String name, Optional<String> declaredType, ExpectedLength length, InputStream content) {

    private static final String MULTIPART = "multipart/";

    /** @throws ProblemException if the body holds no file that could be read, or its name is missing */
    static SentFile in(HttpServletRequest request, InputStream body) throws IOException {
        SentFile sent = perhapsNameless(request, body);
        if (sent.name().isEmpty()) {
            throw nameless();
        }
        return sent;
    }

    /** As {@link #in}; where no name was sent, it is empty. */
    static SentFile perhapsNameless(HttpServletRequest request, InputStream body) throws IOException {
        String type = request.getContentType();
        InputStream paced = new PacedBody(body);
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith(MULTIPART)) {
            return new MultipartFile(paced, type, request.getContentLengthLong()).file();
        }
        long length = request.getContentLengthLong();
        return new SentFile(
                Disposition.parse(utf8(request.getHeader("Content-Disposition")))
                        .filename()
                        .orElse(""),
                Optional.ofNullable(type),
                length < 0 ? ExpectedLength.unknown() : ExpectedLength.exactly(length),
                paced);
    }

    private static ProblemException nameless() {
        return new ProblemException(Problem.invalid(
                ProblemCode.VALIDATION_FAILED,
                List.of(new InvalidField("name", "must be given as filename in Content-Disposition"))));
    }

    /** The container reads headers as ISO 8859-1; many clients write UTF-8. */
    private static String utf8(String header) {
        if (header == null || header.chars().anyMatch(c -> c > 0xFF)) {
            return header;
        }
        return Disposition.utf8(header.getBytes(StandardCharsets.ISO_8859_1)).orElse(header);
    }
}
