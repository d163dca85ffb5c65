package dev.gatehouse.audit.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.persistence.annotations.ReadOnly;

/** The personal data of one event, for as long as it is kept. */
@Entity
@ReadOnly
@Table(schema = "audit", name = "personal_data")
class PersonalRow {

    @Id
    @Column(name = "event_id")
    private UUID eventId;

    @Column(name = "email")
    private String email;

    @Column(name = "ip_address")
    private String ipAddress;

    @Column(name = "user_agent")
    private String userAgent;

    Optional<String> email() {
        return Optional.ofNullable(email);
    }

    Optional<String> ipAddress() {
        return Optional.ofNullable(ipAddress);
    }

    Optional<String> userAgent() {
        return Optional.ofNullable(userAgent);
    }
}
