package dev.gatehouse.auth.internal.password;

/** Turns passwords into what may be stored, and checks them against it. Costly: only behind {@link HashingGate}. */
interface PasswordHasher {

    /** A new hash of the whole password, with a salt of its own, as a PHC string. */
    String hash(String password);

    /** Costs one hash with the stored parameters. False for what {@link #canVerify} refuses, at no cost. */
    boolean matches(String password, String stored);

    /** Whether the text is a hash of this kind that is not too dear to check. */
    boolean canVerify(String stored);

    /** Whether the text is a hash of this kind, however dear it is. */
    boolean recognises(String stored);

    /** Whether the stored parameters differ from those in force. */
    boolean needsRehash(String stored);

    /** A string that costs as much to check as a real hash and that no password matches. */
    String unmatchable();
}
