package dev.gatehouse.auth;

import dev.gatehouse.audit.Origin;
import dev.gatehouse.session.NewSession;
import java.util.Locale;
import java.util.Optional;

/**
 * What a stranger sends, unchecked. Null where a text is missing.
 *
 * @param userType one of the configured types; empty means the first
 * @param browser an opaque secret that only this browser holds, so that it need not give the password again
 * @param locale the language of the mails and, from now on, of the account
 * @param sessionKind the session to start where verification is optional
 */
public record SignUpRequest(
        String email,
        String password,
        String firstName,
        String lastName,
        Optional<String> userType,
        boolean acceptTerms,
        Optional<String> browser,
        Locale locale,
        NewSession.Kind sessionKind,
        Origin origin) {

    @Override
    public String toString() {
        return "SignUpRequest[" + origin + "]";
    }
}
