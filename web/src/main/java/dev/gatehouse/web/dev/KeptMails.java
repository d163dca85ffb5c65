package dev.gatehouse.web.dev;

import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.Outbox;
import dev.gatehouse.auth.Outbox.KeptMail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The captured mail, to everybody or to one address, however it is spelt. */
@ApplicationScoped
class KeptMails {

    private final Outbox outbox;

    @Inject
    KeptMails(Outbox outbox) {
        this.outbox = outbox;
    }

    /** @param to null for everybody */
    public List<KeptMail> to(String to, int limit) {
        if (to == null) {
            return outbox.kept(Optional.empty(), limit);
        }
        Optional<String> address = EmailAddress.parse(to).map(EmailAddress::value);
        return address.isPresent() ? outbox.kept(address, limit) : List.of();
    }
}
