package dev.gatehouse.auth.internal.signin;

import dev.gatehouse.auth.Holder;
import java.util.Locale;

/**
 * An account that may be used now.
 *
 * @param salutation what to call its owner in mails
 */
public record HeldAccount(Holder holder, String email, String salutation, Locale language) {

    @Override
    public String toString() {
        return "HeldAccount[" + holder + "]";
    }
}
