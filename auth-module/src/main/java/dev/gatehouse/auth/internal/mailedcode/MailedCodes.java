package dev.gatehouse.auth.internal.mailedcode;

import com.google.crypto.tink.prf.PrfSet;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.CodeOutcome;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.internal.Statements;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.mail.MailKind;
import dev.gatehouse.auth.internal.mail.Mails;
import dev.gatehouse.auth.internal.mail.Reader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Who is sent codes, and the codes that were: each good for one challenge, 10 minutes, 5 tries and one use, the newest
 * only. Needs a transaction that holds the account's row.
 */
@ApplicationScoped
public class MailedCodes {

    private static final Duration PAUSE = Duration.ofSeconds(60);

    private static final String CHOSEN =
            "SELECT count(*) FROM auth.email_otp WHERE holder_kind = ?1 AND holder_id = ?2";

    private static final String CHOOSE =
            "INSERT INTO auth.email_otp (holder_kind, holder_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING";

    private static final String GIVE_UP = "DELETE FROM auth.email_otp WHERE holder_kind = ?1 AND holder_id = ?2";

    private static final String AGE_OF_LAST =
            """
            SELECT extract(epoch FROM clock_timestamp() - created_at), id FROM auth.otp_attempt
            WHERE holder_kind = ?1 AND holder_id = ?2 AND purpose = 'login'
            ORDER BY created_at DESC LIMIT 1
            """;

    private static final String END_OLDER =
            """
            UPDATE auth.otp_attempt SET ended_at = clock_timestamp()
            WHERE holder_kind = ?1 AND holder_id = ?2 AND purpose = 'login' AND ended_at IS NULL
            """;

    private static final String INSERT =
            """
            INSERT INTO auth.otp_attempt (id, holder_kind, holder_id, purpose, challenge_id, code_mac, expires_at)
            VALUES (?1, ?2, ?3, 'login', ?4, ?5, clock_timestamp() + interval '10 minutes')
            """;

    private static final String COUNT_TRY =
            """
            UPDATE auth.otp_attempt SET tries = tries + 1
            WHERE challenge_id = ?1 AND holder_kind = ?2 AND holder_id = ?3 AND purpose = 'login'
              AND ended_at IS NULL AND expires_at > clock_timestamp() AND tries < 5
            """;

    private static final String OPEN =
            "SELECT id, code_mac FROM auth.otp_attempt WHERE challenge_id = ?1 AND ended_at IS NULL";

    private static final String END =
            "UPDATE auth.otp_attempt SET ended_at = clock_timestamp() WHERE id = ?1 AND ended_at IS NULL";

    private final Statements statements;
    private final Mails mails;
    private final PrfSet keys;
    private final SecureRandom random;

    @Inject
    MailedCodes(Statements statements, Mails mails, PrfSet keys, SecureRandom random) {
        this.statements = statements;
        this.mails = mails;
        this.keys = keys;
        this.random = random;
    }

    /** Whether a mailed code is a second factor of this account; of admins it never is. */
    public boolean chosen(Holder holder) {
        return holder.kind() == Holder.Kind.USER && statements.count(CHOSEN, holder.kind(), holder.id()) == 1;
    }

    /** @return false if it was chosen already */
    public boolean choose(Holder holder) {
        return statements.writeOne(CHOOSE, holder.kind(), holder.id());
    }

    /** @return false if it was not chosen */
    public boolean giveUp(Holder holder) {
        return statements.writeOne(GIVE_UP, holder.kind(), holder.id());
    }

    /** Mails a code for this challenge; the older ones die, unless the address has had enough of them. */
    public CodeOutcome send(HolderAccount account, UUID challengeId, Origin origin) {
        Holder holder = account.holder();
        if (!chosen(holder)) {
            return new CodeOutcome.NotOffered();
        }
        Optional<Duration> wait = wait(holder);
        if (wait.isPresent()) {
            return new CodeOutcome.TooSoon(wait.get());
        }
        MailedCode code = MailedCode.draw(random);
        Map<String, String> facts = Map.of(
                "firstName", account.salutation(),
                "code", code.text(),
                "ipAddress", origin.ipAddress().orElse("?"));
        if (mails.send(MailKind.LOGIN_CODE, Reader.of(account), facts)) {
            statements.write(END_OLDER, holder.kind(), holder.id());
            statements.write(INSERT, code.row(), holder.kind(), holder.id(), challengeId, code.mac(keys));
        }
        return new CodeOutcome.Sent();
    }

    /** Uses the code up, if it is the one mailed for this challenge. Of simultaneous callers one gets true. */
    public boolean use(Holder holder, UUID challengeId, String digits) {
        if (!chosen(holder) || !statements.writeOne(COUNT_TRY, challengeId, holder.kind(), holder.id())) {
            return false;
        }
        return statements
                .first(OPEN, challengeId)
                .filter(row -> new MailedCode((UUID) row[0], digits).matches((byte[]) row[1], keys))
                .filter(row -> statements.writeOne(END, row[0]))
                .isPresent();
    }

    private Optional<Duration> wait(Holder holder) {
        return statements
                .first(AGE_OF_LAST, holder.kind(), holder.id())
                .map(row -> PAUSE.minusMillis((long) (((Number) row[0]).doubleValue() * 1000)))
                .filter(wait -> !wait.isNegative() && !wait.isZero());
    }
}
