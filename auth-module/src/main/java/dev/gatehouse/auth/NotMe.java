package dev.gatehouse.auth;

import dev.gatehouse.audit.Origin;

/** "This was not me": the one link by which an owner throws out whoever is in. */
public interface NotMe {

    /**
     * Ends all sessions, forces a reset, mails its link and raises {@code security.suspicious_activity}. If the account
     * has left the address that the link was mailed to within 7 days, that change is undone. Each such mail's link
     * works for 7 days; once one is used, all are spent.
     */
    LinkOutcome report(String token, Origin origin);
}
