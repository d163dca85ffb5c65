package dev.gatehouse.audit;

import java.util.Optional;

/**
 * Where a request came from. Work without a request (jobs, start-up) has {@link #none()}.
 *
 * @param requestId the value of {@code X-Request-Id}
 * @param ipAddress the peer's address as text; IPv4-mapped IPv6 addresses stand here as IPv4
 * @param userAgent the {@code User-Agent} header, cut to 512 characters
 */
public record Origin(Optional<String> requestId, Optional<String> ipAddress, Optional<String> userAgent) {

    private static final int MAX_USER_AGENT = 512;

    public Origin {
        userAgent =
                userAgent.map(agent -> agent.length() > MAX_USER_AGENT ? agent.substring(0, MAX_USER_AGENT) : agent);
    }

    public static Origin none() {
        return new Origin(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
