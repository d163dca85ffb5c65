package dev.gatehouse.auth.internal.device;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.DeviceName;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.internal.account.Contacts;
import dev.gatehouse.auth.internal.account.Contacts.Contact;
import dev.gatehouse.auth.internal.mail.MailKind;
import dev.gatehouse.auth.internal.mail.Mails;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;

/** Tells the trail and the owner of a sign-in on a device that was not seen before. */
@ApplicationScoped
class NewDeviceNotice {

    private final Contacts contacts;
    private final Mails mails;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    NewDeviceNotice(Contacts contacts, Mails mails, AuditTrail trail, Clock clock) {
        this.contacts = contacts;
        this.mails = mails;
        this.trail = trail;
        this.clock = clock;
    }

    void tell(Holder holder, Client client) {
        String device = DeviceName.of(client.origin().userAgent()).plain();
        Actor actor = holder.kind() == Holder.Kind.USER ? Actor.user(holder.id()) : Actor.admin(holder.id());
        trail.record(AuditEvent.success(EventType.LOGIN_NEW_DEVICE, actor, client.origin())
                .about(holder.id())
                .with("device", device));
        contacts.of(holder).ifPresent(owner -> mail(owner, client, device));
    }

    /** The link {@code /not-me} belongs here: one more fact, and one more path of {@link MailKind#NEW_DEVICE}. */
    private void mail(Contact owner, Client client, String device) {
        mails.send(
                MailKind.NEW_DEVICE,
                owner.email(),
                owner.language(),
                Map.of(
                        "firstName", owner.salutation(),
                        "device", device.isEmpty() ? "?" : device,
                        "ipAddress", client.origin().ipAddress().orElse("?"),
                        "time", time(owner.language())));
    }

    private String time(Locale language) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(language)
                        .format(clock.instant().atOffset(ZoneOffset.UTC))
                + " UTC";
    }
}
