package dev.gatehouse.auth;

import java.util.List;

/**
 * How accounts come to be.
 *
 * @param verificationRequired whether an address must be proven before its account can be used
 * @param userTypes what a sign-up may choose from; the first is the default
 */
public record AccountSettings(boolean verificationRequired, List<String> userTypes) {

    public AccountSettings {
        userTypes = List.copyOf(userTypes);
    }
}
