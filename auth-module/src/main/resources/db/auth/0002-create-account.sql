--liquibase formatted sql

--changeset gatehouse:auth-0002
CREATE TABLE auth.account (
    id                      uuid        PRIMARY KEY,
    email                   text        NOT NULL UNIQUE CHECK (length(email) BETWEEN 3 AND 254 AND email = lower(email)),
    password_hash           text,
    first_name              text        NOT NULL CHECK (length(first_name) BETWEEN 1 AND 100),
    last_name               text        NOT NULL CHECK (length(last_name) <= 100),
    user_type               text        NOT NULL,
    locale                  text,
    email_verified_at       timestamptz,
    disabled_at             timestamptz,
    disabled_reason         text,
    password_reset_required boolean     NOT NULL DEFAULT false,
    created_at              timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at              timestamptz NOT NULL DEFAULT clock_timestamp(),
    last_login_at           timestamptz
);
--rollback DROP TABLE auth.account;
