package dev.gatehouse.auth;

/** Sends what waits in the outbox. */
public interface MailDelivery {

    /**
     * Starts the delivery of every mail that is due and returns without waiting for any mail server. Meant to be called
     * every second, on every node; never throws, and does nothing where no transport is configured.
     */
    void deliverDue();
}
