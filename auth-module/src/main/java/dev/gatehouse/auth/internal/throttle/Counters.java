package dev.gatehouse.auth.internal.throttle;

import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.internal.device.ClientKeys;

/**
 * The counters that one try touches.
 *
 * @param known whether the device is one of the holder's, which has a counter of its own and does not ask the address's
 * @param address empty where none is asked
 */
record Counters(Holder holder, boolean known, byte[] device, byte[] account, byte[] address) {

    private static final byte[] NONE = {};

    static Counters of(ClientKeys keys, Holder holder, byte[] device) {
        return new Counters(holder, true, keys.ofHolder(holder, "known_device", device), account(keys, holder), NONE);
    }

    static Counters of(ClientKeys keys, Holder holder, byte[] fingerprint, String network) {
        return new Counters(
                holder,
                false,
                keys.ofHolder(holder, "device", fingerprint),
                account(keys, holder),
                network.isEmpty() ? NONE : keys.of("address", network));
    }

    int size() {
        return address.length == 0 ? 2 : 3;
    }

    int holderLimit() {
        return known ? ThrottleSql.HOLDER_LIMIT : ThrottleSql.HOLDER_LIMIT_OF_UNKNOWN_DEVICES;
    }

    String deviceScope() {
        return known ? "known_device" : "device";
    }

    static byte[] account(ClientKeys keys, Holder holder) {
        return keys.ofHolder(holder, "account", NONE);
    }
}
