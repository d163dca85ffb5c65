package dev.gatehouse.auth;

/**
 * An account's second factors, as its owner sets them up and takes them away. Each change tells the owner by mail, ends
 * the other sessions and every half-finished sign-in, and is recorded in its transaction.
 */
public interface SecondFactors {

    FactorOverview of(Holder holder);

    /**
     * Draws a TOTP secret (RFC 6238: SHA-1, 6 digits, 30 s, 160 bits). It counts for nothing until
     * {@link #confirmTotp}; a second call replaces it. It is shown in the answer and never again.
     *
     * @return {@code Begun}, {@code Refused} or {@code NotPossible}
     */
    FactorOutcome beginTotp(FactorChange change);

    /**
     * Switches TOTP on with a code of the secret drawn last, within 30 minutes of it. The code is used by that. Gives
     * out ten recovery codes in place of all older ones. Of an owner's proof only the session counts: whoever drew the
     * secret was the owner, and nobody else has seen it.
     *
     * @return {@code CodesIssued}, {@code InvalidCode}, {@code Throttled}, {@code Refused}, {@code NotPossible} or
     *     {@code Invalid}
     */
    FactorOutcome confirmTotp(FactorChange change, String code);

    /**
     * Switches TOTP off; needs a code of the app, or a recovery code, which is then used.
     *
     * @return {@code Changed}, {@code InvalidCode}, {@code Throttled}, {@code Refused}, {@code NotPossible} or
     *     {@code Invalid}
     */
    FactorOutcome disableTotp(OwnerProof proof, String code);

    /** @return {@code CodesIssued}, the older codes being dead; {@code Refused} or {@code NotPossible} */
    FactorOutcome replaceRecoveryCodes(OwnerProof proof);

    /**
     * Chooses or gives up a code by mail as a second step; admins cannot choose it (NIST SP 800-63B-4 section 3.1.3.1).
     *
     * @return {@code Changed}, also where nothing was to change; {@code Refused} or {@code NotPossible}
     */
    FactorOutcome chooseMailedCodes(OwnerProof proof, boolean enabled);
}
