package dev.gatehouse.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** The network address of whoever is at the other end of the connection. */
public final class InetAddresses {

    private InetAddresses() {}

    /** Java makes an IPv4-mapped IPv6 address an IPv4 one; a zone ("%eth0") names a wire of ours and is dropped. */
    public static InetAddress peer(HttpServletRequest request) {
        try {
            return InetAddress.getByName(request.getRemoteAddr().replaceFirst("%.*", ""));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the container gives a peer's address as a number", e);
        }
    }
}
