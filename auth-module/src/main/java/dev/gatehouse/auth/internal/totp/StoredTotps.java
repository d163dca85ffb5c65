package dev.gatehouse.auth.internal.totp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.TotpEnrolment;
import dev.gatehouse.auth.TwoFactorSettings;
import dev.gatehouse.auth.internal.Statements;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * The table of TOTP secrets, encrypted and bound to row and holder. Of each holder one counts and one may wait for its
 * first code. Which step it is the database's clock says; whether a step may still be used, one conditional update.
 */
@ApplicationScoped
public class StoredTotps {

    private static final String FORGET_WAITING =
            "DELETE FROM auth.totp WHERE holder_kind = ?1 AND holder_id = ?2 AND confirmed_at IS NULL";

    private static final String FORGET =
            "DELETE FROM auth.totp WHERE holder_kind = ?1 AND holder_id = ?2 AND confirmed_at IS NOT NULL";

    private static final String INSERT =
            "INSERT INTO auth.totp (id, holder_kind, holder_id, secret_encrypted) VALUES (?1, ?2, ?3, ?4)";

    private static final String SELECT =
            """
            SELECT id, secret_encrypted, CAST(floor(extract(epoch FROM clock_timestamp()) / 30) AS bigint)
            FROM auth.totp WHERE holder_kind = ?1 AND holder_id = ?2 AND\s""";

    private static final String COUNTING = SELECT + "confirmed_at IS NOT NULL";

    private static final String WAITING =
            SELECT + "confirmed_at IS NULL AND created_at > clock_timestamp() - interval '30 minutes'";

    private static final String USE =
            "UPDATE auth.totp SET last_step = ?2 WHERE id = ?1 AND confirmed_at IS NOT NULL AND last_step < ?2";

    private static final String CONFIRM =
            """
            UPDATE auth.totp SET last_step = ?2, confirmed_at = clock_timestamp()
            WHERE id = ?1 AND confirmed_at IS NULL
            """;

    private final Statements statements;
    private final Aead aead;
    private final SecureRandom random;
    private final TwoFactorSettings settings;

    @Inject
    StoredTotps(Statements statements, Aead aead, SecureRandom random, TwoFactorSettings settings) {
        this.statements = statements;
        this.aead = aead;
        this.random = random;
        this.settings = settings;
    }

    /** Draws a secret that waits for its first code, in place of one that waits already. */
    public TotpEnrolment begin(HolderAccount account) {
        Holder holder = account.holder();
        TotpSecret secret = TotpSecret.draw(random);
        UUID id = UUID.randomUUID();
        statements.write(FORGET_WAITING, holder.kind(), holder.id());
        statements.write(INSERT, id, holder.kind(), holder.id(), encrypted(secret, id, holder));
        String uri = KeyUri.of(secret, settings.issuer(), account.email());
        return new TotpEnrolment(secret.base32(), uri, QrCode.of(uri));
    }

    /** Whether a secret waits for its first code. */
    public boolean begun(Holder holder) {
        return statements.first(WAITING, holder.kind(), holder.id()).isPresent();
    }

    /** Makes the waiting secret count, if this is its code; the code is used by that. */
    public boolean confirm(Holder holder, String code) {
        return decide(WAITING, CONFIRM, holder, code);
    }

    /** Whether a secret counts. */
    public boolean enabled(Holder holder) {
        return statements.first(COUNTING, holder.kind(), holder.id()).isPresent();
    }

    /** Uses the code's step and all before it up. Of any number of simultaneous callers one gets true. */
    public boolean use(Holder holder, String code) {
        return decide(COUNTING, USE, holder, code);
    }

    public void forget(Holder holder) {
        statements.write(FORGET, holder.kind(), holder.id());
    }

    private boolean decide(String find, String take, Holder holder, String code) {
        Optional<Object[]> row = statements.first(find, holder.kind(), holder.id());
        if (row.isEmpty()) {
            return false;
        }
        UUID id = (UUID) row.get()[0];
        long now = ((Number) row.get()[2]).longValue();
        OptionalLong step = decrypted((byte[]) row.get()[1], id, holder).stepOf(code, now);
        return step.isPresent() && statements.writeOne(take, id, step.getAsLong());
    }

    private byte[] encrypted(TotpSecret secret, UUID id, Holder holder) {
        try {
            return aead.encrypt(secret.bytes(), associated(id, holder));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a TOTP secret could not be encrypted", e);
        }
    }

    private TotpSecret decrypted(byte[] secret, UUID id, Holder holder) {
        try {
            return new TotpSecret(aead.decrypt(secret, associated(id, holder)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TOTP secret " + id + " cannot be decrypted", e);
        }
    }

    private static byte[] associated(UUID id, Holder holder) {
        return ("totp " + id + " " + holder.kind() + " " + holder.id()).getBytes(UTF_8);
    }
}
