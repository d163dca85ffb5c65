package dev.gatehouse.audit;

import java.util.UUID;

/** Takes what tells of a person out of the trail; the events stay, and whatever proves them still holds. */
public interface PersonalDataErasure {

    /**
     * Removes the personal data of all events that the account did, that happened to it, or that name its address, and
     * their salts. Joins the caller's transaction.
     */
    void erase(UUID accountId, String email);
}
