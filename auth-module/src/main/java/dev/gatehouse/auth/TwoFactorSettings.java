package dev.gatehouse.auth;

import java.util.Set;

/**
 * Who is asked for a second factor.
 *
 * @param on false as an emergency roll-back: nobody is asked, nobody must enrol
 * @param requiredOfAll whether every user must have one
 * @param requiredOf the user types that must have one
 * @param issuer what authenticator apps show above the code: the name of this installation, without a colon
 */
public record TwoFactorSettings(boolean on, boolean requiredOfAll, Set<String> requiredOf, String issuer) {

    public TwoFactorSettings {
        requiredOf = Set.copyOf(requiredOf);
        if (issuer.isBlank() || issuer.contains(":")) {
            throw new IllegalArgumentException("an issuer is needed, and no colon in it");
        }
    }

    /** Whether users of this type are let in with a second factor only. */
    public boolean requiredOf(String userType) {
        return on && (requiredOfAll || requiredOf.contains(userType));
    }
}
