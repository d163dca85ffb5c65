package dev.gatehouse.web.security;

import dev.gatehouse.auth.Client;
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
        return new Client(RequestOrigin.of(request), cookies.read(request, Cookies.Kind.DEVICE));
    }

    /** The same; a browser without the cookie gets one, by which it is known from now on. */
    public Client marked(HttpServletRequest request, HttpServletResponse response) {
        return new Client(RequestOrigin.of(request), Optional.of(cookies.device(request, response)));
    }
}
