package dev.gatehouse.auth.internal.signup;

import dev.gatehouse.auth.AccountSettings;
import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.auth.SignUpRequest;
import dev.gatehouse.auth.SupportedLanguages;
import dev.gatehouse.auth.internal.account.NewOwner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules that a sign-up must keep. */
@ApplicationScoped
class SignUpForm {

    private final AccountSettings settings;
    private final NewOwner.Form owners;

    @Inject
    SignUpForm(AccountSettings settings, NewOwner.Form owners) {
        this.settings = settings;
        this.owners = owners;
    }

    /** Everything that is wrong with it, at once. */
    List<FieldError> faults(SignUpRequest request) {
        List<FieldError> faults = new ArrayList<>();
        Optional<EmailAddress> address = EmailAddress.parse(request.email());
        if (address.isEmpty()) {
            boolean missing = request.email() == null || request.email().isBlank();
            faults.add(FieldError.of("email", missing ? Problem.REQUIRED : Problem.INVALID_EMAIL));
        }
        faults.addAll(owners.faults(address, owner(request)));
        if (!settings.userTypes().contains(userType(request))) {
            faults.add(FieldError.of("userType", Problem.INVALID_CHOICE));
        }
        if (!request.acceptTerms()) {
            faults.add(FieldError.of("acceptTerms", Problem.TERMS_NOT_ACCEPTED));
        }
        return faults;
    }

    /** The applicant of a request without faults. */
    Applicant applicant(SignUpRequest request) {
        return new Applicant(
                EmailAddress.parse(request.email()).orElseThrow(),
                owner(request).first(),
                owner(request).last(),
                userType(request),
                SupportedLanguages.nearestTo(request.locale()).toLanguageTag());
    }

    private String userType(SignUpRequest request) {
        return request.userType().orElseGet(() -> settings.userTypes().get(0));
    }

    private static NewOwner owner(SignUpRequest request) {
        return new NewOwner(request.password(), request.firstName(), request.lastName());
    }
}
