package dev.gatehouse.auth.internal.mail;

/** This mail was refused for good. */
class MailRefused extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param reason a word or a status code, safe to store and to show */
    MailRefused(String reason, Throwable cause) {
        super(reason, cause);
    }
}
