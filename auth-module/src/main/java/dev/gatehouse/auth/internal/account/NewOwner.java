package dev.gatehouse.auth.internal.account;

import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.internal.password.PasswordPolicy;
import dev.gatehouse.auth.internal.password.PersonalWords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Password and name as somebody types them who is to own an account, unchecked. Null where a text is missing. */
public record NewOwner(String password, String firstName, String lastName) {

    /** The name as it is stored. */
    public String first() {
        return stripped(firstName);
    }

    public String last() {
        return stripped(lastName);
    }

    private static String stripped(String text) {
        return text == null ? "" : text.strip();
    }

    @Override
    public String toString() {
        return "NewOwner[]";
    }

    /** The rules for it, whichever way the account comes to be. */
    @ApplicationScoped
    public static class Form {

        private final PasswordPolicy policy;

        @Inject
        Form(PasswordPolicy policy) {
            this.policy = policy;
        }

        /** Everything that is wrong with it, at once. */
        public List<FieldError> faults(Optional<EmailAddress> address, NewOwner owner) {
            List<FieldError> faults = new ArrayList<>(policy.faults(
                    "password", owner.password(), PersonalWords.of(address, owner.firstName(), owner.lastName())));
            PlainText.faultOfName("firstName", owner.first(), true).ifPresent(faults::add);
            PlainText.faultOfName("lastName", owner.last(), false).ifPresent(faults::add);
            return faults;
        }
    }
}
