package dev.gatehouse.auth.internal.invitation;

import dev.gatehouse.auth.AccountSettings;
import dev.gatehouse.auth.AdminRole;
import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.auth.Invitations;
import dev.gatehouse.auth.SupportedLanguages;
import dev.gatehouse.auth.internal.account.PlainText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules that an invitation must keep. */
@ApplicationScoped
class InvitationForm {

    static final String USER = "user";

    private final AccountSettings settings;

    @Inject
    InvitationForm(AccountSettings settings) {
        this.settings = settings;
    }

    /** Everything that is wrong with it, at once. */
    List<FieldError> faults(Invitations.Wish wish) {
        List<FieldError> faults = new ArrayList<>();
        if (EmailAddress.parse(wish.email()).isEmpty()) {
            boolean missing = wish.email() == null || wish.email().isBlank();
            faults.add(FieldError.of("email", missing ? Problem.REQUIRED : Problem.INVALID_EMAIL));
        }
        boolean user = USER.equals(wish.role());
        if (!user && AdminRole.named(wish.role()).isEmpty()) {
            faults.add(FieldError.of("role", wish.role() == null ? Problem.REQUIRED : Problem.INVALID_CHOICE));
        }
        if (wish.userType().isPresent()
                && !(user && settings.userTypes().contains(wish.userType().get()))) {
            faults.add(FieldError.of("userType", Problem.INVALID_CHOICE));
        }
        wish.firstName()
                .flatMap(name -> PlainText.faultOfName("firstName", name.strip(), false))
                .ifPresent(faults::add);
        wish.lastName()
                .flatMap(name -> PlainText.faultOfName("lastName", name.strip(), false))
                .ifPresent(faults::add);
        return faults;
    }

    /** The guest of a wish without faults. */
    StoredInvitations.Guest guest(Invitations.Wish wish) {
        Optional<String> type = Optional.of(
                        wish.userType().orElseGet(() -> settings.userTypes().get(0)))
                .filter(chosen -> USER.equals(wish.role()));
        return new StoredInvitations.Guest(
                EmailAddress.parse(wish.email()).orElseThrow(),
                wish.role(),
                type,
                wish.firstName().map(String::strip).filter(name -> !name.isEmpty()),
                wish.lastName().map(String::strip).filter(name -> !name.isEmpty()),
                SupportedLanguages.nearestTo(wish.locale()));
    }
}
