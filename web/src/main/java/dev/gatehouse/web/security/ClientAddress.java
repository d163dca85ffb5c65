package dev.gatehouse.web.security;

import dev.gatehouse.web.startup.Settings;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The one place that knows where a request came from: for limits, sessions and the trail alike. That is the peer, unless
 * the peer is one of {@code TRUSTED_PROXIES}; then it is the right-most address of {@code X-Forwarded-For} that is no
 * such proxy. Everything left of that anyone can have written.
 *
 * <p>{@code Forwarded} (RFC 7239) is not read: a proxy that sets one of the two headers hands on the other as its client
 * sent it, so that believing both would be believing anyone.
 */
public final class ClientAddress {

    static final String HEADER = "X-Forwarded-For";
    private static final String ATTRIBUTE = "gatehouse.clientAddress";

    private ClientAddress() {}

    public static InetAddress of(HttpServletRequest request) {
        InetAddress known = (InetAddress) request.getAttribute(ATTRIBUTE);
        if (known == null) {
            known = of(
                    InetAddresses.peer(request),
                    Collections.list(request.getHeaders(HEADER)),
                    Settings.current().trustedProxies());
            request.setAttribute(ATTRIBUTE, known);
        }
        return known;
    }

    /** @param forwarded the header's lines in their order */
    static InetAddress of(InetAddress peer, List<String> forwarded, TrustedProxies proxies) {
        InetAddress nearest = peer;
        List<String> hops = hops(forwarded);
        for (int i = hops.size() - 1; i >= 0 && proxies.include(nearest); i--) {
            Optional<InetAddress> hop = address(hops.get(i));
            if (hop.isEmpty()) {
                // "unknown", or nonsense: the last that is known is the proxy that wrote it.
                return nearest;
            }
            nearest = hop.get();
        }
        return nearest;
    }

    private static List<String> hops(List<String> lines) {
        List<String> hops = new ArrayList<>();
        lines.forEach(line -> hops.addAll(List.of(line.split(",", -1))));
        return hops;
    }

    /** Some proxies add the port: {@code 192.0.2.1:4711}, {@code [2001:db8::1]:4711}. */
    private static Optional<InetAddress> address(String hop) {
        String text = hop.strip();
        if (text.startsWith("[")) {
            return InetAddresses.literal(text.replaceFirst("^\\[([^\\]]*)\\](:\\d{1,5})?$", "$1"));
        }
        return InetAddresses.literal(text.replaceFirst("^([^:]*):\\d{1,5}$", "$1"));
    }
}
