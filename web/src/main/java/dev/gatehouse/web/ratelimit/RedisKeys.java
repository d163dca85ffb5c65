package dev.gatehouse.web.ratelimit;

import com.google.crypto.tink.prf.PrfSet;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names of counts in Redis. They hold an HMAC of the client under a key of ours, because a plain hash of an IPv4 address
 * is found by trying them all. Nodes whose first {@code ENCRYPTION_KEY} differs count apart, until the change is through.
 */
final class RedisKeys {

    private static final int KEY_BYTES = 32;
    private static final int TAG_BYTES = 16;

    private final SecretKeySpec key;

    RedisKeys(PrfSet prfs) throws GeneralSecurityException {
        byte[] purpose = "gatehouse rate limits".getBytes(StandardCharsets.US_ASCII);
        this.key = new SecretKeySpec(prfs.getPrfs().get(prfs.getPrimaryId()).compute(purpose, KEY_BYTES), "HmacSHA256");
    }

    /** The rate is part of the name: a changed configuration does not wait for old counts to end. */
    byte[] count(BucketKey bucket) {
        return name("count", bucket);
    }

    byte[] told(BucketKey bucket) {
        return name("told", bucket);
    }

    private byte[] name(String kind, BucketKey bucket) {
        Rate rate = bucket.rate();
        return String.join(
                        ":",
                        "gatehouse:limit",
                        kind,
                        bucket.limit().label(),
                        rate.count() + "/" + rate.period().toSeconds() + "s",
                        mac(bucket.client()))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private String mac(String client) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] tag = mac.doFinal(client.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(tag, TAG_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
