--liquibase formatted sql

--changeset gatehouse:auth-0260
CREATE TABLE auth.admin_account (
    id                      uuid        PRIMARY KEY,
    email                   text        NOT NULL UNIQUE CHECK (length(email) BETWEEN 3 AND 254 AND email = lower(email)),
    password_hash           text,
    first_name              text        NOT NULL CHECK (length(first_name) BETWEEN 1 AND 100),
    last_name               text        NOT NULL CHECK (length(last_name) <= 100),
    role                    text        NOT NULL CHECK (role IN ('viewer', 'support', 'admin')),
    locale                  text,
    disabled_at             timestamptz,
    disabled_reason         text,
    password_reset_required boolean     NOT NULL DEFAULT false,
    second_factor           boolean     NOT NULL DEFAULT false,
    created_at              timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at              timestamptz NOT NULL DEFAULT clock_timestamp(),
    last_login_at           timestamptz
);
--rollback DROP TABLE auth.admin_account;

--changeset gatehouse:auth-0260-setup
CREATE TABLE auth.admin_setup (
    token_hash bytea       PRIMARY KEY CHECK (length(token_hash) = 32),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz NOT NULL CHECK (expires_at > created_at)
);
COMMENT ON TABLE auth.admin_setup IS 'links that make the first admin, one from each start without an admin; all go with the first that is used';
--rollback DROP TABLE auth.admin_setup;
