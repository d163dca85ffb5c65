package dev.gatehouse.auth.internal.signup;

import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.internal.account.Registration;

/** Somebody whose sign-up has no faults. */
record Applicant(EmailAddress address, String firstName, String lastName, String userType, String locale) {

    Registration with(String passwordHash) {
        return new Registration(passwordHash, firstName, lastName, userType, locale);
    }
}
