package dev.gatehouse.auth.internal.device;

import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.DeviceName;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.internal.AuthUnit;
import dev.gatehouse.auth.internal.token.LinkToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The browsers that have signed in to an account, each by the secret of its cookie, of which only the SHA-256 is kept.
 * All but {@link #known} need a transaction; where a sign-in is one, it holds the account's row.
 */
@ApplicationScoped
public class KnownDevices {

    private static final byte[] NONE = {};

    private final EntityManager entityManager;
    private final ClientKeys keys;
    private final NewDeviceNotice notice;

    @Inject
    KnownDevices(@AuthUnit EntityManager entityManager, ClientKeys keys, NewDeviceNotice notice) {
        this.entityManager = entityManager;
        this.keys = keys;
        this.notice = notice;
    }

    /** What tells this device from others of the holder, if it is a known one. */
    public Optional<byte[]> known(Holder holder, Client client) {
        List<?> rows = query(DeviceSql.KNOWN, holder)
                .setParameter(3, secretHash(client))
                .setParameter(4, keys.fingerprint(client))
                .getResultList();
        return rows.stream().findFirst().map(byte[].class::cast);
    }

    /**
     * A sign-in is complete: from now on the device is known. Where neither its cookie nor its network and user agent
     * were seen before, and the account was used on others, {@code login.new_device} is recorded and its owner told.
     */
    public void signedIn(Holder holder, Client client) {
        Object[] found = (Object[]) added(DeviceSql.SIGNED_IN, holder, client);
        boolean seen = (boolean) found[0];
        boolean first = ((Number) found[1]).longValue() == 0;
        boolean alike = ((Number) found[2]).longValue() > 0;
        if (!seen && !first && !alike) {
            notice.tell(holder, client);
        }
    }

    /** The holder has proven the mail's address on this device: known from now on, without a cookie for an hour. */
    public void trust(Holder holder, Client client) {
        added(DeviceSql.ADD_KNOWN, holder, client);
        query(DeviceSql.TRUST, holder).setParameter(3, keys.fingerprint(client)).executeUpdate();
    }

    /** Too many failures: the device is unknown until it signs in again. */
    public void doubt(Holder holder, Client client) {
        query(DeviceSql.DOUBT, holder)
                .setParameter(3, secretHash(client))
                .setParameter(4, keys.fingerprint(client))
                .executeUpdate();
    }

    /** All devices are unknown from now on: for owners who say that somebody else was in. */
    public void forget(Holder holder) {
        query(DeviceSql.FORGET, holder).executeUpdate();
    }

    private Object added(String sql, Holder holder, Client client) {
        return query(sql, holder)
                .setParameter(3, secretHash(client))
                .setParameter(4, keys.fingerprint(client))
                .setParameter(5, DeviceName.of(client.origin().userAgent()).plain())
                .getSingleResult();
    }

    private Query query(String sql, Holder holder) {
        return entityManager
                .createNativeQuery(sql)
                .setParameter(1, holder.kind().name().toLowerCase(Locale.ROOT))
                .setParameter(2, holder.id());
    }

    private static byte[] secretHash(Client client) {
        return client.device()
                .filter(secret -> !secret.isBlank())
                .map(LinkToken::sha256)
                .orElse(NONE);
    }
}
