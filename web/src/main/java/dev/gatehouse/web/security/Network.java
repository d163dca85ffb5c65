package dev.gatehouse.web.security;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Objects;

/** A block of addresses, as {@code 192.0.2.0/24} or {@code 2001:db8::/32} names it (RFC 4632, RFC 4291 section 2.3). */
final class Network {

    private static final String FORM = "must be a comma-separated list of networks such as 10.0.0.0/8 or fd00::/8";

    private final byte[] prefix;
    private final int bits;

    private Network(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    /**
     * @param text an address alone is a network of one
     * @throws IllegalArgumentException also where bits behind the prefix are set: it is not clear then what is meant
     */
    static Network parse(String text) {
        String[] parts = text.split("/", 2);
        InetAddress address = InetAddresses.literal(parts[0]).orElseThrow(() -> new IllegalArgumentException(FORM));
        byte[] bytes = address.getAddress();
        int most = bytes.length * Byte.SIZE;
        if (parts.length == 2 && !parts[1].matches("\\d{1,3}")) {
            throw new IllegalArgumentException(FORM);
        }
        int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : most;
        if (bits > most || !Arrays.equals(bytes, masked(bytes, bits))) {
            throw new IllegalArgumentException(FORM);
        }
        return new Network(bytes, bits);
    }

    boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == prefix.length && Arrays.equals(prefix, masked(bytes, bits));
    }

    private static byte[] masked(byte[] address, int bits) {
        byte[] masked = address.clone();
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.min(Byte.SIZE, Math.max(0, bits - i * Byte.SIZE));
            masked[i] &= (byte) (0xFF00 >> kept);
        }
        return masked;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network network && bits == network.bits && Arrays.equals(prefix, network.prefix);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(prefix), bits);
    }
}
