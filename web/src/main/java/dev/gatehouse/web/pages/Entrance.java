package dev.gatehouse.web.pages;

import dev.gatehouse.auth.Holder;
import dev.gatehouse.session.AccessTokenClaims.Audience;
import jakarta.servlet.http.HttpServletRequest;

/** The two ways in: that of users, and below {@code /admin} that of admins, each with its own sign-in pages. */
public enum Entrance {
    USERS(Holder.Kind.USER, Audience.USERS, "", "/account"),
    ADMINS(Holder.Kind.ADMIN, Audience.ADMINS, "/admin", "/admin");

    private final Holder.Kind kind;
    private final Audience audience;
    private final String folder;
    private final String home;

    Entrance(Holder.Kind kind, Audience audience, String folder, String home) {
        this.kind = kind;
        this.audience = audience;
        this.folder = folder;
        this.home = home;
    }

    /** The one that the requested page belongs to. */
    public static Entrance of(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals(ADMINS.folder) || path.startsWith(ADMINS.folder + "/") ? ADMINS : USERS;
    }

    /** The one of this kind of account. */
    public static Entrance of(Holder.Kind kind) {
        return kind == ADMINS.kind ? ADMINS : USERS;
    }

    public Holder.Kind kind() {
        return kind;
    }

    public Audience audience() {
        return audience;
    }

    /** Where those go who are in. */
    public String home() {
        return home;
    }

    /** A page of this way in, such as {@code /login}. */
    public String page(String name) {
        return folder + name;
    }
}
