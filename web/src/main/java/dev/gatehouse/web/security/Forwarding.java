package dev.gatehouse.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** Tells whether a request came through a proxy; a loopback peer is then no neighbour but a messenger. */
public final class Forwarding {

    private static final List<String> HEADERS =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");

    private Forwarding() {}

    /** Whether the request was made on this machine, by whoever opened the connection. */
    public static boolean isAbsentAndPeerLocal(HttpServletRequest request) {
        return InetAddresses.peer(request).isLoopbackAddress()
                && HEADERS.stream().allMatch(header -> request.getHeader(header) == null);
    }
}
