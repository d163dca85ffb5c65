package dev.gatehouse.auth;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of one line of an import.
 *
 * @param number counted from 1
 * @param accountId of the account that was made
 * @param errors what is wrong with an invalid line; a line that holds no user has one fault, of the field {@code line}
 */
public record ImportedLine(int number, Result result, Optional<UUID> accountId, List<FieldError> errors) {

    /** The ways in which a line can end. */
    public enum Result {
        CREATED,
        EXISTS,
        INVALID
    }

    public ImportedLine {
        errors = List.copyOf(errors);
    }
}
