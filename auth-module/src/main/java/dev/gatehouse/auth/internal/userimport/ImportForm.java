package dev.gatehouse.auth.internal.userimport;

import dev.gatehouse.auth.AccountSettings;
import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.auth.ImportedUser;
import dev.gatehouse.auth.SupportedLanguages;
import dev.gatehouse.auth.internal.account.PlainText;
import dev.gatehouse.auth.internal.account.Registration;
import dev.gatehouse.auth.internal.password.Passwords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rules that an imported user must keep: those of a sign-up, but for the password, which nobody knows here. */
@ApplicationScoped
class ImportForm {

    private final AccountSettings settings;
    private final Passwords passwords;

    @Inject
    ImportForm(AccountSettings settings, Passwords passwords) {
        this.settings = settings;
        this.passwords = passwords;
    }

    /** Everything that is wrong with it, at once. */
    List<FieldError> faults(ImportedUser user) {
        List<FieldError> faults = new ArrayList<>();
        if (EmailAddress.parse(user.email()).isEmpty()) {
            boolean missing = user.email() == null || user.email().isBlank();
            faults.add(FieldError.of("email", missing ? Problem.REQUIRED : Problem.INVALID_EMAIL));
        }
        user.passwordHash()
                .flatMap(passwords::faultOfStored)
                .ifPresent(problem -> faults.add(FieldError.of("passwordHash", problem)));
        PlainText.faultOfName("firstName", stripped(user.firstName()), true).ifPresent(faults::add);
        PlainText.faultOfName("lastName", stripped(user.lastName()), false).ifPresent(faults::add);
        if (!settings.userTypes().contains(userType(user))) {
            faults.add(FieldError.of("userType", Problem.INVALID_CHOICE));
        }
        return faults;
    }

    /** What is stored of a user without faults. */
    Registration registration(ImportedUser user) {
        Locale wish = Locale.forLanguageTag(user.locale().orElse(""));
        return new Registration(
                user.passwordHash().orElse(null),
                stripped(user.firstName()),
                stripped(user.lastName()),
                userType(user),
                SupportedLanguages.nearestTo(wish).toLanguageTag());
    }

    private String userType(ImportedUser user) {
        return user.userType().orElseGet(() -> settings.userTypes().get(0));
    }

    private static String stripped(String text) {
        return text == null ? "" : text.strip();
    }
}
