package dev.gatehouse.auth;

public interface MailDelivery {
    void deliverDue();
}
