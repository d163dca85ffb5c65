package dev.gatehouse.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The network address of whoever is at the other end of the connection. */
public final class InetAddresses {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    /** A colon keeps Java from asking the name service. */
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F]{0,4}:[0-9a-fA-F:.]{1,40}");

    private InetAddresses() {}

    /** Java makes an IPv4-mapped IPv6 address an IPv4 one; a zone ("%eth0") names a wire of ours and is dropped. */
    public static InetAddress peer(HttpServletRequest request) {
        return literal(request.getRemoteAddr().replaceFirst("%.*", ""))
                .orElseThrow(() -> new IllegalStateException("the container gives a peer's address as a number"));
    }

    /** An address written as numbers; a name is never looked up. */
    static Optional<InetAddress> literal(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
