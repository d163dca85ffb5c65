package dev.gatehouse.auth.internal.mail;

/** The mail server cannot be reached or serves nobody; nothing was handed over. */
class MailUnavailable extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param reason a word or a status code, safe to store and to show */
    MailUnavailable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
