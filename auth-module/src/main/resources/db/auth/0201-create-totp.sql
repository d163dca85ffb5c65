--liquibase formatted sql

--changeset gatehouse:auth-0201
CREATE TABLE auth.totp (
    id               uuid        PRIMARY KEY,
    holder_kind      text        NOT NULL CHECK (holder_kind IN ('user', 'admin')),
    holder_id        uuid        NOT NULL,
    secret_encrypted bytea       NOT NULL,
    last_step        bigint,
    created_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    confirmed_at     timestamptz,
    CONSTRAINT totp_first_code_is_used CHECK ((confirmed_at IS NULL) = (last_step IS NULL))
);
COMMENT ON COLUMN auth.totp.last_step IS 'the newest 30-second step of which a code was taken; no code of it or before is taken again';
--rollback DROP TABLE auth.totp;

--changeset gatehouse:auth-0201-one-each
--comment: of each holder one secret counts and one waits for its first code
CREATE UNIQUE INDEX totp_counts ON auth.totp (holder_kind, holder_id) WHERE confirmed_at IS NOT NULL;
CREATE UNIQUE INDEX totp_waits ON auth.totp (holder_kind, holder_id) WHERE confirmed_at IS NULL;
--rollback DROP INDEX auth.totp_counts;
--rollback DROP INDEX auth.totp_waits;
