package dev.gatehouse.web.security;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** The networks whose machines may say where a request came from ({@code TRUSTED_PROXIES}). */
public record TrustedProxies(List<Network> networks) {

    /** Nobody's word counts. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    /**
     * Networks such as {@code 10.0.0.0/8, fd00::/8, 192.0.2.7}, separated by commas.
     *
     * @throws IllegalArgumentException if one of them is none
     */
    public static TrustedProxies parse(String text) {
        return new TrustedProxies(Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(Network::parse)
                .toList());
    }

    boolean include(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }
}
