package dev.gatehouse.auth.internal.token;

import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.internal.AuthUnit;
import dev.gatehouse.auth.internal.account.Registration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The mailed links. Of most purposes an account has at most one open; whoever issues or consumes holds the lock of the
 * account's row, taken before.
 */
@ApplicationScoped
public class OneTimeTokens {

    private final EntityManager entityManager;

    @Inject
    OneTimeTokens(@AuthUnit EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /** The open token with this secret. It may be consumed by another caller before this one does. */
    public Optional<OneTimeToken> open(LinkToken token, Purpose purpose) {
        return first(query(TokenSql.OPEN, token.hash(), purpose.stored()));
    }

    /** The last token of the holder that was neither used nor replaced; it may have expired. */
    public Optional<OneTimeToken> last(Holder holder, Purpose purpose) {
        return first(query(TokenSql.LAST, kind(holder), holder.id(), purpose.stored()));
    }

    /** The oldest open token of the holder that is about this address. */
    public Optional<OneTimeToken> openAbout(EmailAddress address, Holder holder, Purpose purpose) {
        return first(query(TokenSql.OPEN_ABOUT, kind(holder), holder.id(), purpose.stored(), address.value()));
    }

    /** Whether the open token of the holder is younger than this moment of the database's clock. */
    public boolean issuedSince(OffsetDateTime moment, Holder holder, Purpose purpose) {
        return !query(TokenSql.ISSUED_SINCE, kind(holder), holder.id(), purpose.stored(), moment)
                .getResultList()
                .isEmpty();
    }

    /** Stores a token; unless several may be open, the older ones of its purpose die. */
    public void issue(LinkToken token, Purpose purpose, Holder holder, Pending pending) {
        write(token, purpose, holder, pending, true);
    }

    /** Runs the statements of {@link #issue} for nobody, and stores nothing: where there is no account to issue to. */
    public void rehearse(LinkToken token, Purpose purpose) {
        write(token, purpose, new Holder(Holder.Kind.USER, UUID.randomUUID()), Pending.nothing(), false);
    }

    /** Uses the token up. Of any number of simultaneous callers one gets true. */
    public boolean consume(OneTimeToken token) {
        return query(TokenSql.CONSUME, token.id()).executeUpdate() == 1;
    }

    /** Lets all open tokens of the holder die that have one of these purposes. */
    public void discard(Holder holder, Purpose... purposes) {
        for (Purpose purpose : purposes) {
            query(TokenSql.DISCARD, kind(holder), holder.id(), purpose.stored()).executeUpdate();
        }
    }

    /** Lets the open tokens of its holder and purpose die that were issued after this one. */
    public void discardLaterThan(OneTimeToken token) {
        query(TokenSql.DISCARD_LATER, token.id()).executeUpdate();
    }

    /** Lets the links die that would hand the account over to what somebody else asked for. */
    public void discardClaims(Holder holder) {
        query(TokenSql.DISCARD_CLAIMS, kind(holder), holder.id()).executeUpdate();
    }

    private void write(LinkToken token, Purpose purpose, Holder holder, Pending pending, boolean inEarnest) {
        query(TokenSql.REPLACE, kind(holder), holder.id(), purpose.stored()).executeUpdate();
        Optional<Registration> registration = pending.registration();
        query(
                        TokenSql.INSERT,
                        UUID.randomUUID(),
                        kind(holder),
                        holder.id(),
                        purpose.stored(),
                        purpose.several(),
                        token.hash(),
                        pending.own(),
                        registration.map(Registration::passwordHash).orElse(null),
                        registration.map(Registration::firstName).orElse(null),
                        registration.map(Registration::lastName).orElse(null),
                        registration.map(Registration::userType).orElse(null),
                        registration.map(Registration::locale).orElse(null),
                        pending.browserHash().orElse(null),
                        pending.email().map(EmailAddress::value).orElse(null),
                        (double) purpose.lifetime().toSeconds(),
                        inEarnest)
                .executeUpdate();
    }

    private Query query(String sql, Object... values) {
        Query query = entityManager.createNativeQuery(sql);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        return query;
    }

    private static Optional<OneTimeToken> first(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream().findFirst().map(row -> read((Object[]) row));
    }

    private static OneTimeToken read(Object[] row) {
        Holder.Kind kind = Holder.Kind.valueOf(((String) row[1]).toUpperCase(Locale.ROOT));
        Optional<Registration> registration = Optional.ofNullable((String) row[5])
                .map(firstName -> new Registration(
                        (String) row[4], firstName, (String) row[6], (String) row[7], (String) row[8]));
        Pending pending = new Pending(
                (boolean) row[3],
                registration,
                Optional.ofNullable((byte[]) row[9]),
                Optional.ofNullable((String) row[10]).map(EmailAddress::new));
        return new OneTimeToken((UUID) row[0], new Holder(kind, (UUID) row[2]), pending);
    }

    private static String kind(Holder holder) {
        return holder.kind().name().toLowerCase(Locale.ROOT);
    }
}
