--liquibase formatted sql

--changeset gatehouse:auth-0241
CREATE TABLE auth.known_device (
    id             uuid        PRIMARY KEY,
    holder_kind    text        NOT NULL CHECK (holder_kind IN ('user', 'admin')),
    holder_id      uuid        NOT NULL,
    secret_hash    bytea       CHECK (length(secret_hash) = 32),
    fingerprint    bytea       NOT NULL CHECK (length(fingerprint) = 32),
    presented      boolean     NOT NULL DEFAULT false,
    name           text        NOT NULL,
    first_seen_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    last_seen_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at     timestamptz NOT NULL,
    unlocked_until timestamptz,
    UNIQUE (holder_kind, holder_id, secret_hash)
);
COMMENT ON COLUMN auth.known_device.presented IS 'whether the secret has come back: it was kept by a browser';
COMMENT ON COLUMN auth.known_device.unlocked_until IS 'until then network and user agent are enough to be known';
--rollback DROP TABLE auth.known_device;

--changeset gatehouse:auth-0241-by-fingerprint
CREATE INDEX known_device_fingerprint ON auth.known_device (holder_kind, holder_id, fingerprint);
--rollback DROP INDEX auth.known_device_fingerprint;
