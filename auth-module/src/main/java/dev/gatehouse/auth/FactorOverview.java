package dev.gatehouse.auth;

/**
 * The factors of an account.
 *
 * @param recoveryCodesLeft how many recovery codes are unused
 */
public record FactorOverview(boolean totp, boolean mailedCodes, int recoveryCodesLeft) {

    /** Whether a sign-in asks for a second step. */
    public boolean enrolled() {
        return totp || mailedCodes;
    }
}
