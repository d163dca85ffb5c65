package dev.gatehouse.auth.internal.mail;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

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

    /** A session was ended because its refresh token came twice. Facts: {@code ipAddress} and {@link #notMe}. */
    SESSION_TOKEN_REUSED("/account/sessions", notMe()),

    /** The link that resets a password, for whoever asked for it. Fact: {@code token}. */
    RESET_PASSWORD("/reset?token={token}"),

    /** The same, because the account is closed until its password is reset. Fact: {@code token}. */
    PASSWORD_RESET_REQUIRED("/reset?token={token}", "/forgot"),

    /** The password is another now. Facts: {@code ipAddress} and {@link #notMe}. */
    PASSWORD_CHANGED(notMe()),

    /** To the present address, before anything has changed. Facts: {@link #notMe}. */
    EMAIL_CHANGE_REQUESTED(notMe()),

    /** The link that proves the new address. Fact: {@code token}. */
    CONFIRM_EMAIL("/email/confirm?token={token}"),

    /** Somebody wants an address for another account that has one already. */
    EMAIL_CHANGE_TO_KNOWN_ADDRESS("/login"),

    /** To the old address, which need not tell the new one. Facts: {@code undo} and {@link #notMe}. */
    EMAIL_CHANGED("/email/undo?token={undo}", notMe()),

    /** An administrator has closed the account. Fact: {@code firstName}. */
    ACCOUNT_DISABLED,

    /** An administrator has opened it again. Fact: {@code firstName}. */
    ACCOUNT_ENABLED("/login"),

    /** Somebody keeps trying wrong secrets; the link gets the owner in. Fact: {@code token}. */
    UNLOCK("/unlock?token={token}"),

    /** A sign-in on a device not seen before. Facts: {@code device}, {@code ipAddress}, {@code time}, {@link #notMe}. */
    NEW_DEVICE("/account/sessions", notMe()),

    /** A code that completes one sign-in. Facts: {@code firstName}, {@code code}, {@code ipAddress}. */
    LOGIN_CODE,

    /** A second factor was switched on. Facts: {@link #notMe}. */
    SECOND_FACTOR_ADDED("/account/security", notMe()),

    /** A second factor was switched off. Facts: {@link #notMe}. */
    SECOND_FACTOR_REMOVED("/account/security", notMe()),

    /** An account waits for whoever has this address. Fact: {@code token}. */
    INVITATION("/invitation?token={token}"),

    /** The same for an admin's account. Fact: {@code token}. */
    ADMIN_INVITATION("/invitation?token={token}"),

    /** There is a new set of recovery codes. Facts: {@link #notMe}. */
    RECOVERY_CODES_REPLACED("/account/security", notMe()),

    /** A recovery code stood in for a factor. Facts: {@code firstName}, {@code left}. */
    RECOVERY_CODE_USED("/account/security");

    private final List<MailLink> links;

    MailKind(String... links) {
        this.links = Stream.of(links).map(MailLink::new).toList();
    }

    /** One click throws out whoever is in. Needs the facts {@code notMe}, its token, and {@code firstName}. */
    private static String notMe() {
        return "/not-me?token={notMe}";
    }

    /** The buttons of the mail, in this order. */
    List<MailLink> links() {
        return links;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
