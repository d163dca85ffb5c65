package dev.gatehouse.auth;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The mails of a development server, which keeps their bodies; elsewhere bodies are dropped once sent. */
public interface Outbox {

    /**
     * The newest mails, newest first, whose bodies are still kept.
     *
     * @param to only mails to this address
     */
    List<KeptMail> kept(Optional<String> to, int limit);

    /** Forgets all kept mails. */
    void clear();

    /** A mail as it leaves or would have left. */
    record KeptMail(String to, String subject, String text, String html, Instant createdAt) {

        @Override
        public String toString() {
            return "KeptMail[" + createdAt + "]";
        }
    }
}
