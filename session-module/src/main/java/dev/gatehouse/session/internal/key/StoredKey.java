package dev.gatehouse.session.internal.key;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/**
 * A signing key at rest. It is published from its creation, signs from {@code signsFrom} until a later key does, and
 * is published on until {@code retiredAt}, when nothing that it signed is valid any longer.
 */
@Entity
@Table(schema = "session", name = "signing_key")
class StoredKey {

    @Id
    private UUID id;

    @Column(name = "private_key")
    private byte[] encryptedPair;

    @Column(name = "public_jwk")
    private String publicJwk;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    @Column(name = "signs_from")
    private OffsetDateTime signsFrom;

    @Column(name = "retired_at")
    private OffsetDateTime retiredAt;

    protected StoredKey() {}

    StoredKey(UUID id, byte[] encryptedPair, String publicJwk, Instant createdAt, Instant signsFrom) {
        this.id = id;
        this.encryptedPair = encryptedPair.clone();
        this.publicJwk = publicJwk;
        this.createdAt = OffsetDateTime.ofInstant(createdAt, ZoneOffset.UTC);
        this.signsFrom = OffsetDateTime.ofInstant(signsFrom, ZoneOffset.UTC);
    }

    UUID id() {
        return id;
    }

    byte[] encryptedPair() {
        return encryptedPair.clone();
    }

    Instant signsFrom() {
        return signsFrom.toInstant();
    }

    Optional<Instant> retiredAt() {
        return Optional.ofNullable(retiredAt).map(OffsetDateTime::toInstant);
    }
}
