package dev.gatehouse.auth.internal.password;

/** A kind of hash that another system made: checked, never made. Whoever signs in with one gets a new one. */
interface LegacyHash {

    /** Whether the text has this form, however dear it is. */
    boolean recognises(String stored);

    /** Whether the text has this form and is not too dear to check. */
    boolean canVerify(String stored);

    /** False for what {@link #canVerify} refuses, at no cost. */
    boolean matches(String password, String stored);
}
