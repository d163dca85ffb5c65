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

    /** Somebody keeps trying wrong secrets; the link gets the owner in. Fact: {@code token}. */
    UNLOCK("/unlock?token={token}"),

    /** A sign-in on a device not seen before. Facts: {@code firstName}, {@code device}, {@code ipAddress}, {@code time}. */
    NEW_DEVICE("/account/sessions");

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
