package dev.gatehouse.web.ratelimit;

import dev.gatehouse.web.security.Caller;
import io.github.bucket4j.BucketConfiguration;
import java.net.InetAddress;
import java.util.HexFormat;

/**
 * Whose requests are counted together, against which limit.
 *
 * @param client an account or an address
 */
record BucketKey(Limit limit, Rate rate, String client) {

    /** An IPv6 client has the 64 bits behind the prefix to itself (RFC 4291 section 2.5.4), so they tell nobody apart. */
    private static final int COUNTED_BYTES = 8;

    static String client(InetAddress address) {
        byte[] bytes = address.getAddress();
        return "address " + HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, COUNTED_BYTES));
    }

    static String client(Caller caller) {
        return "account " + caller.audience() + " " + caller.accountId();
    }

    /**
     * The whole count comes back at once, a period after the first request: then {@code 5/1m} lets no more than five
     * through in that minute, and the answer's headers can say when it is over.
     */
    BucketConfiguration configuration() {
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(rate.count()).refillIntervally(rate.count(), rate.period()))
                .build();
    }
}
