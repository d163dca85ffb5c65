package dev.gatehouse.auth.internal.mail;

import java.util.Map;

/** Writes mails to the outbox, as part of the transaction that causes them. */
public interface Mails {

    /**
     * Queues a mail in the caller's transaction; it leaves after the commit, or never if that fails.
     *
     * @param facts what the kind says it needs; text, escaped here
     * @return false, and nothing written, if this address got five mails of this kind within the last hour
     * @throws IllegalArgumentException if a fact is missing or the address holds a control character
     */
    boolean send(MailKind kind, Reader reader, Map<String, String> facts);

    /** Does all that {@link #send} does, statement by statement, and leaves nothing: where there is nobody to write to. */
    void rehearse(MailKind kind, Reader reader, Map<String, String> facts);
}
