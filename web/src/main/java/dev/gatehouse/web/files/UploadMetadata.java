package dev.gatehouse.web.files;

import dev.gatehouse.web.problem.Problem;
import dev.gatehouse.web.problem.Problem.InvalidField;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An {@code Upload-Metadata} header: pairs of a key and base64, after commas (tus 1.0.0, creation).
 *
 * @param header as received, without the white space around it
 */
record UploadMetadata(String header, Map<String, String> values) {

    private static final String NAME = "filename";
    private static final String TYPE = "filetype";

    /** @throws ProblemException if it cannot be read or names no file */
    static UploadMetadata parse(String header) {
        if (header == null || header.isBlank()) {
            throw nameless();
        }
        Map<String, String> values = new HashMap<>();
        for (String pair : header.split(",", -1)) {
            String[] parts = pair.strip().split(" +", 2);
            boolean readable = !parts[0].isEmpty() && parts[0].chars().allMatch(c -> c > ' ' && c < 0x7F);
            Optional<String> value = decoded(parts.length > 1 ? parts[1].strip() : "");
            if (!readable || value.isEmpty() || values.put(parts[0], value.get()) != null) {
                throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "Upload-Metadata cannot be read");
            }
        }
        return new UploadMetadata(header.strip(), Map.copyOf(values));
    }

    String name() {
        return Optional.ofNullable(values.get(NAME))
                .filter(name -> !name.isEmpty())
                .orElseThrow(UploadMetadata::nameless);
    }

    Optional<String> type() {
        return Optional.ofNullable(values.get(TYPE)).filter(type -> !type.isBlank());
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Disposition.utf8(Base64.getDecoder().decode(base64)).filter(text -> text.indexOf('\0') < 0);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ProblemException nameless() {
        return new ProblemException(Problem.invalid(
                ProblemCode.VALIDATION_FAILED,
                List.of(new InvalidField("name", "must be given as filename in Upload-Metadata"))));
    }
}
