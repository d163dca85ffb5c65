package dev.gatehouse.session.internal;

import dev.gatehouse.session.AccessTokenClaims.Audience;
import dev.gatehouse.session.NewSession;
import dev.gatehouse.session.SessionSettings;
import java.time.Duration;

/** How long sessions live. Those of admins can do more and so live shorter, whatever is configured for users. */
final class Lifetimes {

    private static final Duration ADMIN_TOKEN_IDLE = Duration.ofHours(1);
    private static final Duration ADMIN_TOKEN = Duration.ofHours(24);
    private static final Duration ADMIN_PAGE_IDLE = Duration.ofMinutes(15);
    private static final Duration ADMIN_PAGE = Duration.ofHours(8);

    private Lifetimes() {}

    /** Without use. */
    static Duration idle(Audience audience, NewSession.Kind kind, SessionSettings settings) {
        return audience == Audience.ADMINS ? either(kind, ADMIN_TOKEN_IDLE, ADMIN_PAGE_IDLE) : settings.idle();
    }

    /** At most, counted from the sign-in. */
    static Duration absolute(Audience audience, NewSession.Kind kind, SessionSettings settings) {
        return audience == Audience.ADMINS ? either(kind, ADMIN_TOKEN, ADMIN_PAGE) : settings.absolute();
    }

    private static Duration either(NewSession.Kind kind, Duration token, Duration page) {
        return kind == NewSession.Kind.PAGE ? page : token;
    }
}
