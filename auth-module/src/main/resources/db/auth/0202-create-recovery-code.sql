--liquibase formatted sql

--changeset gatehouse:auth-0202
CREATE TABLE auth.recovery_code (
    id          uuid        PRIMARY KEY,
    holder_kind text        NOT NULL CHECK (holder_kind IN ('user', 'admin')),
    holder_id   uuid        NOT NULL,
    code_hash   bytea       NOT NULL CHECK (length(code_hash) = 32),
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    used_at     timestamptz,
    UNIQUE (holder_kind, holder_id, code_hash)
);
--rollback DROP TABLE auth.recovery_code;
