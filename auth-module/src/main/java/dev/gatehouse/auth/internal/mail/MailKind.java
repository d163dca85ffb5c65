package dev.gatehouse.auth.internal.mail;

import java.util.List;
import java.util.Locale;

/**
 * The mails there are. Their words are in the bundle {@code dev.gatehouse.auth.mail}, under {@link #key()}.
 *
 * <p>Mails to addresses that nobody has proven yet name nobody: a name typed at sign-up would let strangers write to
 * other people in our name.
 */
public enum MailKind {
    /** The link that proves an address. Fact: {@code token}. */
    VERIFY_EMAIL("/verify?token={token}"),

    /** Somebody tried to sign up with an address that has an account. */
    ADDRESS_ALREADY_KNOWN("/login"),

    /** A session was ended because its refresh token came twice. Facts: {@code firstName}, {@code ipAddress}. */
    SESSION_TOKEN_REUSED("/account/sessions"),

    /** A code that completes one sign-in. Facts: {@code firstName}, {@code code}, {@code ipAddress}. */
    LOGIN_CODE,

    /** A second factor was switched on. Fact: {@code firstName}. */
    SECOND_FACTOR_ADDED("/account/security"),

    /** A second factor was switched off. Fact: {@code firstName}. */
    SECOND_FACTOR_REMOVED("/account/security"),

    /** A recovery code stood in for a factor. Facts: {@code firstName}, {@code left}. */
    RECOVERY_CODE_USED("/account/security");

    private final List<String> links;

    MailKind(String... links) {
        this.links = List.of(links);
    }

    /** Paths below the public URL, with facts in braces; the buttons of the mail, in this order. */
    List<String> links() {
        return links;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
