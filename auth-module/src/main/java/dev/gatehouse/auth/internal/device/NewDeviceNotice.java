package dev.gatehouse.auth.internal.device;

import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.DeviceName;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.internal.credential.NotMeLinks;
import dev.gatehouse.auth.internal.holder.HolderAccount;
import dev.gatehouse.auth.internal.holder.Holders;
import dev.gatehouse.auth.internal.mail.MailKind;
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

    private final Holders holders;
    private final NotMeLinks links;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    NewDeviceNotice(Holders holders, NotMeLinks links, AuditTrail trail, Clock clock) {
        this.holders = holders;
        this.links = links;
        this.trail = trail;
        this.clock = clock;
    }

    void tell(Holder holder, Client client) {
        String device = DeviceName.of(client.origin().userAgent()).plain();
        trail.record(AuditEvent.success(EventType.LOGIN_NEW_DEVICE, Holders.actor(holder), client.origin())
                .about(holder.id())
                .with("device", device));
        holders.find(holder).ifPresent(owner -> mail(owner, client, device));
    }

    private void mail(HolderAccount owner, Client client, String device) {
        links.send(
                MailKind.NEW_DEVICE,
                owner,
                Map.of(
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
