--liquibase formatted sql

--changeset gatehouse:auth-0240
CREATE TABLE auth.login_throttle (
    key               bytea       PRIMARY KEY CHECK (length(key) = 32),
    scope             text        NOT NULL CHECK (scope IN ('device', 'known_device', 'account', 'address')),
    holder_kind       text        CHECK (holder_kind IN ('user', 'admin')),
    holder_id         uuid,
    failures          integer     NOT NULL CHECK (failures >= 0),
    pending           integer     NOT NULL CHECK (pending >= 0),
    pending_at        timestamptz NOT NULL,
    blocked_until     timestamptz,
    announced         smallint    NOT NULL DEFAULT 0,
    expires_at        timestamptz NOT NULL,
    unlock_mailed_at  timestamptz,
    unlock_hash       bytea       UNIQUE CHECK (length(unlock_hash) = 32),
    unlock_expires_at timestamptz,
    CONSTRAINT login_throttle_of_holder CHECK ((scope = 'address') = (holder_id IS NULL)
        AND (holder_kind IS NULL) = (holder_id IS NULL)),
    CONSTRAINT login_throttle_unlock CHECK ((unlock_hash IS NULL) = (unlock_expires_at IS NULL)
        AND (unlock_hash IS NULL OR scope = 'account'))
) WITH (fillfactor = 60);
COMMENT ON COLUMN auth.login_throttle.failures IS 'tries, wrong or not settled yet';
COMMENT ON COLUMN auth.login_throttle.pending IS 'those of them that are not settled yet';
--rollback DROP TABLE auth.login_throttle;

--changeset gatehouse:auth-0240-by-holder
CREATE INDEX login_throttle_holder ON auth.login_throttle (holder_kind, holder_id);
--rollback DROP INDEX auth.login_throttle_holder;
