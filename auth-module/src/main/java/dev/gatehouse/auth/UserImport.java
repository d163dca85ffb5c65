package dev.gatehouse.auth;

import dev.gatehouse.audit.Origin;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Takes accounts over from another system. */
public interface UserImport {

    /** The most that one call takes. */
    int MAX_USERS = 10_000;

    /**
     * Makes an account of each line, or none of it; lines do not depend on one another. Reads and reports as it goes
     * on, in batches, so that nothing is ever held whole: what has been reported is stored for good, also if a later
     * batch breaks down. An address that has an account keeps it as it is. A hash that would cost too much to check is
     * refused; one weaker than configured is made anew when its owner signs in. Each account made is recorded as {@code
     * account.registered}, by the admin, because {@code imported}. Call it with no transaction open.
     *
     * @param users in the order of their lines; empty for a line that holds no user
     * @param report told of every line in order
     */
    ImportSummary importUsers(
            Iterator<Optional<ImportedUser>> users, UUID adminId, Origin origin, Consumer<ImportedLine> report);
}
