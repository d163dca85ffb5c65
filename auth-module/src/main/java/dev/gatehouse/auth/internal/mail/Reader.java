package dev.gatehouse.auth.internal.mail;

import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import java.util.Locale;

/**
 * Who a mail is for.
 *
 * @param address a normalised address
 * @param language wished for; English where we do not speak it
 * @param kind whose pages the links lead to
 */
public record Reader(String address, Locale language, Holder.Kind kind) {

    /** Who owns the account, at its address. */
    public static Reader of(HolderAccount owner) {
        return new Reader(owner.email(), owner.language(), owner.holder().kind());
    }

    /** Somebody of whom no more is known. */
    public static Reader at(String address, Locale language) {
        return new Reader(address, language, Holder.Kind.USER);
    }

    /** The same person, at another address. */
    public Reader movedTo(String other) {
        return new Reader(other, language, kind);
    }
}
