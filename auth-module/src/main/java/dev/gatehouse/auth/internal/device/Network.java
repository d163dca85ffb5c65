package dev.gatehouse.auth.internal.device;

import dev.gatehouse.auth.Client;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** What one customer of a provider has at least: an IPv4 address, or an IPv6 /64 (RFC 6177). */
public final class Network {

    private static final int IPV4_LENGTH = 4;
    private static final int PREFIX_LENGTH = 8;

    /** Anything else would be looked up as a name. */
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private Network() {}

    public static Optional<String> of(Client client) {
        return client.origin().ipAddress().map(Network::of);
    }

    static String of(String address) {
        String plain = address.replaceFirst("%.*$", "");
        if (!LITERAL.matcher(plain).matches()) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(plain).getAddress();
            return HexFormat.of().formatHex(bytes.length == IPV4_LENGTH ? bytes : Arrays.copyOf(bytes, PREFIX_LENGTH));
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
