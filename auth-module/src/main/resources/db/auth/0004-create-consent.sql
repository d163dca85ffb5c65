--liquibase formatted sql

--changeset gatehouse:auth-0004
CREATE TABLE auth.consent (
    account_id  uuid        NOT NULL REFERENCES auth.account (id) ON DELETE CASCADE,
    kind        text        NOT NULL CHECK (kind IN ('terms', 'privacy')),
    version     text        NOT NULL,
    accepted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (account_id, kind, version)
);
--rollback DROP TABLE auth.consent;
