--liquibase formatted sql

--changeset gatehouse:auth-0003
CREATE TABLE auth.one_time_token (
    id                    uuid        PRIMARY KEY,
    account_id            uuid        NOT NULL REFERENCES auth.account (id) ON DELETE CASCADE,
    purpose               text        NOT NULL CHECK (purpose IN ('verify_email')),
    token_hash            bytea       NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    own_registration      boolean     NOT NULL,
    pending_password_hash text,
    pending_first_name    text,
    pending_last_name     text,
    pending_user_type     text,
    pending_locale        text,
    browser_hash          bytea       CHECK (length(browser_hash) = 32),
    created_at            timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at            timestamptz NOT NULL CHECK (expires_at > created_at),
    consumed_at           timestamptz,
    CONSTRAINT one_time_token_forgets CHECK (consumed_at IS NULL
        OR num_nonnulls(pending_password_hash, pending_first_name, pending_last_name, pending_user_type, pending_locale,
            browser_hash) = 0)
);
--rollback DROP TABLE auth.one_time_token;

--changeset gatehouse:auth-0003-newest-only
--comment: of the tokens of one purpose only the newest is open; the constraint keeps it so whatever the code does
CREATE UNIQUE INDEX one_time_token_open ON auth.one_time_token (account_id, purpose) WHERE consumed_at IS NULL;
--rollback DROP INDEX auth.one_time_token_open;

--changeset gatehouse:auth-0003-by-account
CREATE INDEX one_time_token_account ON auth.one_time_token (account_id, purpose, created_at DESC);
--rollback DROP INDEX auth.one_time_token_account;
