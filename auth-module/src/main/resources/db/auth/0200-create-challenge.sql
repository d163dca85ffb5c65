--liquibase formatted sql

--changeset gatehouse:auth-0200
CREATE TABLE auth.challenge (
    id           uuid        PRIMARY KEY,
    holder_kind  text        NOT NULL CHECK (holder_kind IN ('user', 'admin')),
    holder_id    uuid        NOT NULL,
    purpose      text        NOT NULL CHECK (purpose IN ('login', 'enrolment')),
    token_hash   bytea       NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    client_hash  bytea       NOT NULL CHECK (length(client_hash) = 32),
    session_kind text        NOT NULL CHECK (session_kind IN ('token', 'page')),
    device_name  text        CHECK (length(device_name) <= 100),
    tries        integer     NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 5),
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at   timestamptz NOT NULL CHECK (expires_at > created_at),
    ended_at     timestamptz
);
COMMENT ON TABLE auth.challenge IS 'sign-ins whose password was right and that are not sessions yet';
--rollback DROP TABLE auth.challenge;

--changeset gatehouse:auth-0200-by-holder
CREATE INDEX challenge_open ON auth.challenge (holder_id) WHERE ended_at IS NULL;
--rollback DROP INDEX auth.challenge_open;
