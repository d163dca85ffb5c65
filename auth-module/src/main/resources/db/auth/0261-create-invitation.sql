--liquibase formatted sql

--changeset gatehouse:auth-0261
CREATE TABLE auth.invitation (
    id          uuid        PRIMARY KEY,
    email       text        NOT NULL CHECK (length(email) BETWEEN 3 AND 254 AND email = lower(email)),
    role        text        NOT NULL CHECK (role IN ('user', 'viewer', 'support', 'admin')),
    user_type   text        CHECK ((role = 'user') = (user_type IS NOT NULL)),
    first_name  text,
    last_name   text,
    locale      text        NOT NULL,
    token_hash  bytea       NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    invited_by  uuid        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at  timestamptz NOT NULL CHECK (expires_at > created_at),
    accepted_at timestamptz,
    revoked_at  timestamptz,
    CONSTRAINT invitation_ends_once CHECK (num_nonnulls(accepted_at, revoked_at) < 2)
);
--rollback DROP TABLE auth.invitation;

--changeset gatehouse:auth-0261-newest-only
--comment: of the invitations of one address to one kind of account only the newest is open
CREATE UNIQUE INDEX invitation_open ON auth.invitation (email, (role = 'user'))
    WHERE accepted_at IS NULL AND revoked_at IS NULL;
CREATE INDEX invitation_by_age ON auth.invitation (created_at DESC, id DESC);
--rollback DROP INDEX auth.invitation_by_age; DROP INDEX auth.invitation_open;
