package dev.gatehouse.auth.internal.admin;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.AdminRole;
import dev.gatehouse.auth.AdminSettings;
import dev.gatehouse.auth.EmailAddress;
import dev.gatehouse.auth.FieldError;
import dev.gatehouse.auth.FieldError.Problem;
import dev.gatehouse.auth.FirstAdmin;
import dev.gatehouse.auth.SupportedLanguages;
import dev.gatehouse.auth.internal.Transactions;
import dev.gatehouse.auth.internal.account.NewOwner;
import dev.gatehouse.auth.internal.account.Registration;
import dev.gatehouse.auth.internal.password.Passwords;
import dev.gatehouse.auth.internal.token.LinkToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes the first admin, under a lock that all nodes share: whoever comes second finds that there is one. */
@ApplicationScoped
class FirstAdminSetUp implements FirstAdmin {

    private final AdminSettings settings;
    private final StoredAdmins admins;
    private final SetUpLinks links;
    private final NewOwner.Form form;
    private final Passwords passwords;
    private final SecureRandom random;
    private final AuditTrail trail;
    private final Transactions transactions;

    @Inject
    FirstAdminSetUp(
            AdminSettings settings,
            StoredAdmins admins,
            SetUpLinks links,
            NewOwner.Form form,
            Passwords passwords,
            SecureRandom random,
            AuditTrail trail,
            Transactions transactions) {
        this.settings = settings;
        this.admins = admins;
        this.links = links;
        this.form = form;
        this.passwords = passwords;
        this.random = random;
        this.trail = trail;
        this.transactions = transactions;
    }

    @Override
    public Preparation prepare() {
        if (!transactions.required(admins::none)) {
            return new Preparation(List.of(), Optional.empty());
        }
        return settings.first().map(this::asConfigured).orElseGet(this::byLink);
    }

    private Preparation asConfigured(AdminSettings.First first) {
        Optional<EmailAddress> address = EmailAddress.parse(first.email());
        String name = address.map(EmailAddress::localPart).orElse("-");
        NewAdmin admin = new NewAdmin(first.email(), first.password(), name, "", Optional.empty());
        // whoever configures a server may put its name into a password, and finds it running
        List<FieldError> faults = address.isEmpty()
                ? List.of(FieldError.of("email", Problem.INVALID_EMAIL))
                : form.faults(Optional.empty(), new NewOwner(first.password(), "-", ""));
        if (faults.isEmpty()) {
            make(admin, Optional.empty(), Origin.none());
        }
        return new Preparation(faults, Optional.empty());
    }

    private Preparation byLink() {
        LinkToken token = LinkToken.draw(random);
        boolean needed = transactions.required(() -> {
            boolean none = admins.noneForNow();
            if (none) {
                links.add(token);
            }
            return none;
        });
        return new Preparation(List.of(), needed ? Optional.of(token.text()) : Optional.empty());
    }

    @Override
    public boolean awaits(String token) {
        return LinkToken.parse(token)
                .filter(link -> transactions.required(() -> links.good(link) && admins.none()))
                .isPresent();
    }

    @Override
    public Outcome setUp(String token, NewAdmin admin, Origin origin) {
        Optional<LinkToken> link = LinkToken.parse(token).filter(parsed -> awaits(parsed.text()));
        if (link.isEmpty()) {
            return refused(origin);
        }
        List<FieldError> faults = faults(admin);
        if (!faults.isEmpty()) {
            return new Outcome.Invalid(faults);
        }
        return make(admin, link, origin) ? new Outcome.Done() : refused(origin);
    }

    private Outcome refused(Origin origin) {
        trail.recordRefusal(AuditEvent.denied(EventType.ADMIN_ADMIN_CREATED, Actor.anonymous(), origin)
                .because("token_invalid"));
        return new Outcome.TokenInvalid();
    }

    /** @param link to be good still; empty for the configured admin */
    private boolean make(NewAdmin admin, Optional<LinkToken> link, Origin origin) {
        EmailAddress address = EmailAddress.parse(admin.email()).orElseThrow();
        Registration registration = new Registration(
                passwords.hash(admin.password()),
                admin.firstName().strip(),
                admin.lastName() == null ? "" : admin.lastName().strip(),
                AdminRole.ADMIN.wireName(),
                admin.language()
                        .map(SupportedLanguages::nearestTo)
                        .map(Locale::toLanguageTag)
                        .orElse(null));
        return transactions.required(() -> {
            if (!admins.noneForNow() || !link.map(links::good).orElse(true)) {
                return false;
            }
            admins.insertIfAbsent(address, registration, AdminRole.ADMIN)
                    .ifPresent(
                            id -> trail.record(AuditEvent.success(EventType.ADMIN_ADMIN_CREATED, Actor.system(), origin)
                                    .about(id)
                                    .withEmail(address.value())
                                    .because(link.isPresent() ? "set_up_by_link" : "configured")
                                    .with("role", AdminRole.ADMIN.wireName())));
            links.forgetAll();
            return true;
        });
    }

    private List<FieldError> faults(NewAdmin admin) {
        List<FieldError> faults = new ArrayList<>();
        Optional<EmailAddress> address = EmailAddress.parse(admin.email());
        if (address.isEmpty()) {
            boolean missing = admin.email() == null || admin.email().isBlank();
            faults.add(FieldError.of("email", missing ? Problem.REQUIRED : Problem.INVALID_EMAIL));
        }
        faults.addAll(form.faults(address, new NewOwner(admin.password(), admin.firstName(), admin.lastName())));
        return faults;
    }
}
