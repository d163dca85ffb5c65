package dev.gatehouse.web.security;

import dev.gatehouse.web.startup.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells whoever reads the log that a proxy seems to be missing in {@code TRUSTED_PROXIES}: all who come through it count
 * as one, and share its limits. Said once in the life of a server, because anyone can send the header.
 */
@ApplicationScoped
class UnbelievedProxy {

    private static final Logger LOG = Logger.getLogger(UnbelievedProxy.class.getName());

    private final Settings settings;
    private final AtomicBoolean told = new AtomicBoolean();

    @Inject
    UnbelievedProxy(Settings settings) {
        this.settings = settings;
    }

    void notice(HttpServletRequest request) {
        if (told.get() || !settings.production() || request.getHeader(ClientAddress.HEADER) == null) {
            return;
        }
        InetAddress peer = InetAddresses.peer(request);
        if (!settings.trustedProxies().include(peer) && told.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "{0} sends {1} and is not named in TRUSTED_PROXIES, so the header is not believed. If it is your"
                            + " proxy, name it there: until then all its clients count as one. This is said once.",
                    new Object[] {peer.getHostAddress(), ClientAddress.HEADER});
        }
    }
}
