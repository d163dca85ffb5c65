--liquibase formatted sql

--changeset gatehouse:auth-0203
--comment: a mailed code is no second factor for admins (NIST SP 800-63B-4 section 3.1.3.1), whatever the code does
CREATE TABLE auth.email_otp (
    holder_kind text        NOT NULL CHECK (holder_kind = 'user'),
    holder_id   uuid        NOT NULL,
    chosen_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (holder_kind, holder_id)
);
COMMENT ON TABLE auth.email_otp IS 'who has chosen codes by mail as a second step';
--rollback DROP TABLE auth.email_otp;

--changeset gatehouse:auth-0203-otp-attempt
CREATE TABLE auth.otp_attempt (
    id           uuid        PRIMARY KEY,
    holder_kind  text        NOT NULL CHECK (holder_kind IN ('user', 'admin')),
    holder_id    uuid        NOT NULL,
    purpose      text        NOT NULL CHECK (purpose IN ('login')),
    challenge_id uuid        NOT NULL REFERENCES auth.challenge (id) ON DELETE CASCADE,
    code_mac     bytea       NOT NULL CHECK (length(code_mac) = 32),
    tries        integer     NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 5),
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at   timestamptz NOT NULL CHECK (expires_at > created_at),
    ended_at     timestamptz
);
COMMENT ON TABLE auth.otp_attempt IS 'codes that were mailed, as a MAC under a server key: eight digits hide in no hash';
CREATE INDEX otp_attempt_of_challenge ON auth.otp_attempt (challenge_id);
CREATE INDEX otp_attempt_recent ON auth.otp_attempt (holder_kind, holder_id, purpose, created_at DESC);
--rollback DROP TABLE auth.otp_attempt;

--changeset gatehouse:auth-0203-newest-only
CREATE UNIQUE INDEX otp_attempt_open ON auth.otp_attempt (holder_kind, holder_id, purpose) WHERE ended_at IS NULL;
--rollback DROP INDEX auth.otp_attempt_open;
