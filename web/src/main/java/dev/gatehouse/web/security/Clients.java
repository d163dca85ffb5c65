package dev.gatehouse.web.security;

import dev.gatehouse.auth.Client;
import dev.gatehouse.session.ClientMarks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** Who sends a request, as the throttle and the known devices tell them from others. */
@ApplicationScoped
public class Clients {

    private final Cookies cookies;

    @Inject
    Clients(Cookies cookies) {
        this.cookies = cookies;
    }

    public Client of(HttpServletRequest request) {
        return client(request, cookies.read(request, Cookies.Kind.DEVICE));
    }

    /** The same; a browser without the cookie gets one, by which it is known from now on. */
    public Client marked(HttpServletRequest request, HttpServletResponse response) {
        return client(request, Optional.of(cookies.device(request, response)));
    }

    private static Client client(HttpServletRequest request, Optional<String> device) {
        return new Client(
                RequestOrigin.of(request),
                new ClientMarks(device, hint(request, "Sec-CH-UA-Platform"), hint(request, "Sec-CH-UA-Mobile")));
    }

    /** A header that no script can set, of the few that browsers send with every request (User-Agent Client Hints). */
    private static Optional<String> hint(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name));
    }
}
