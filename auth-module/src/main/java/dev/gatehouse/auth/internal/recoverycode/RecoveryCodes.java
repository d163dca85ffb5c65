package dev.gatehouse.auth.internal.recoverycode;

import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.internal.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The table of recovery codes: a set of ten for each holder, known by their hashes only. */
@ApplicationScoped
public class RecoveryCodes {

    private static final int SET = 10;

    private static final String DELETE = "DELETE FROM auth.recovery_code WHERE holder_kind = ?1 AND holder_id = ?2";

    private static final String INSERT =
            "INSERT INTO auth.recovery_code (id, holder_kind, holder_id, code_hash) VALUES (?1, ?2, ?3, ?4)";

    private static final String USE =
            """
            UPDATE auth.recovery_code SET used_at = clock_timestamp()
            WHERE holder_kind = ?1 AND holder_id = ?2 AND code_hash = ?3 AND used_at IS NULL
            """;

    private static final String LEFT =
            """
            SELECT count(*) FROM auth.recovery_code
            WHERE holder_kind = ?1 AND holder_id = ?2 AND used_at IS NULL
            """;

    private final Statements statements;
    private final SecureRandom random;

    @Inject
    RecoveryCodes(Statements statements, SecureRandom random) {
        this.statements = statements;
        this.random = random;
    }

    /** Draws a new set in place of the old one, used codes included. The account's row is locked. */
    public List<String> replace(Holder holder) {
        forget(holder);
        List<RecoveryCode> codes =
                Stream.generate(() -> RecoveryCode.draw(random)).limit(SET).toList();
        codes.forEach(code -> statements.write(INSERT, UUID.randomUUID(), holder.kind(), holder.id(), code.hash()));
        return codes.stream().map(RecoveryCode::text).toList();
    }

    /** Uses a code up. Of any number of simultaneous callers one gets true. */
    public boolean use(Holder holder, String characters) {
        return statements.writeOne(USE, holder.kind(), holder.id(), new RecoveryCode(characters).hash());
    }

    public int left(Holder holder) {
        return statements.count(LEFT, holder.kind(), holder.id());
    }

    public void forget(Holder holder) {
        statements.write(DELETE, holder.kind(), holder.id());
    }
}
