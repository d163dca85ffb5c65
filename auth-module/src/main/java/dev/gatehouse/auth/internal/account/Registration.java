package dev.gatehouse.auth.internal.account;

import dev.gatehouse.auth.SupportedLanguages;

/**
 * What somebody who claims an address asks for. It becomes the account's once the address is proven.
 *
 * @param locale a language tag out of {@link SupportedLanguages}; null where none was chosen
 */
public record Registration(String passwordHash, String firstName, String lastName, String userType, String locale) {

    /** The same with another password. */
    public Registration withPasswordHash(String hash) {
        return new Registration(hash, firstName, lastName, userType, locale);
    }

    @Override
    public String toString() {
        return "Registration[" + userType + ", " + locale + "]";
    }
}
