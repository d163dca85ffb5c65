package dev.gatehouse.auth.internal.account;

import dev.gatehouse.auth.Holder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;

/** Where mail to a holder goes: the one place that asks of which kind the account is. */
@ApplicationScoped
public class Contacts {

    private final StoredAccounts accounts;

    @Inject
    Contacts(StoredAccounts accounts) {
        this.accounts = accounts;
    }

    /** @param salutation what to call the holder: no name that a stranger may have typed */
    public record Contact(String email, Locale language, String salutation) {

        @Override
        public String toString() {
            return "Contact[" + language + "]";
        }
    }

    /** Empty for an id that no account has, and for a disabled account. */
    public Optional<Contact> of(Holder holder) {
        return switch (holder.kind()) {
            case USER ->
                accounts.find(holder.id())
                        .filter(account -> !account.disabled())
                        .map(account -> new Contact(account.email(), account.language(), account.salutation()));
            case ADMIN -> Optional.empty();
        };
    }
}
