package dev.gatehouse.web.security;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.session.AccessTokenClaims.Audience;
import java.util.UUID;

/** Who makes a request: always what a token or a page session says, never what the request says of itself. */
public record Caller(UUID accountId, UUID sessionId, Audience audience) {

    /** The account, for what users and admins share. */
    public Holder holder() {
        return new Holder(audience == Audience.ADMINS ? Holder.Kind.ADMIN : Holder.Kind.USER, accountId);
    }

    /** As the trail names who acts. */
    public Actor actor() {
        return audience == Audience.ADMINS ? Actor.admin(accountId) : Actor.user(accountId);
    }
}
