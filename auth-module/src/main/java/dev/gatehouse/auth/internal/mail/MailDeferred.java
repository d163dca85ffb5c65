package dev.gatehouse.auth.internal.mail;

/** This mail did not get through this time; that says nothing about other mails. */
class MailDeferred extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param reason a word or a status code, safe to store and to show */
    MailDeferred(String reason, Throwable cause) {
        super(reason, cause);
    }
}
