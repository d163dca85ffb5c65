--liquibase formatted sql

--changeset session:0001-create-schema
CREATE SCHEMA session;
--rollback DROP SCHEMA session;

--changeset session:0001-create-session
CREATE TABLE session.session (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL,
  refresh_token_hash bytea CHECK (octet_length(refresh_token_hash) = 32),
  previous_token_hash bytea CHECK (octet_length(previous_token_hash) = 32),
  rotation_salt bytea CHECK (octet_length(rotation_salt) = 32),
  rotation_key_id integer,
  page_token_hash bytea UNIQUE CHECK (octet_length(page_token_hash) = 32),
  rotated_at timestamptz,
  authenticated_at timestamptz NOT NULL,
  device_name text CHECK (char_length(device_name) <= 100),
  device_fingerprint text,
  ip_address text,
  user_agent text CHECK (char_length(user_agent) <= 512),
  created_at timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  absolute_expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  revoked_reason text CHECK (revoked_reason IN (
    'logged_out', 'revoked_by_owner', 'revoked_by_admin', 'token_reused',
    'password_changed', 'address_proven_by_another', 'account_disabled')),
  CONSTRAINT session_has_one_secret CHECK (num_nonnulls(refresh_token_hash, page_token_hash) = 1),
  CONSTRAINT session_rotation_is_whole CHECK (
    num_nonnulls(previous_token_hash, rotation_salt, rotation_key_id, rotated_at) IN (0, 4)),
  CONSTRAINT session_page_never_rotates CHECK (page_token_hash IS NULL OR rotated_at IS NULL),
  CONSTRAINT session_end_has_reason CHECK (num_nonnulls(revoked_at, revoked_reason) IN (0, 2)),
  CONSTRAINT session_ends_in_time CHECK (expires_at <= absolute_expires_at)
) WITH (fillfactor = 80);
COMMENT ON TABLE session.session IS 'columns that a refresh changes stay out of indexes: with room in the page the update is heap-only';
CREATE INDEX session_live_by_account ON session.session (account_id) WHERE revoked_at IS NULL;
CREATE INDEX session_by_revocation ON session.session (revoked_at) WHERE revoked_at IS NOT NULL;
--rollback DROP TABLE session.session;
