--liquibase formatted sql

--changeset gatehouse:auth-0100
CREATE TABLE auth.mail_outbox (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  recipient text NOT NULL,
  recipient_domain text NOT NULL GENERATED ALWAYS AS (lower(substring(recipient FROM '[^@]*$'))) STORED,
  subject text NOT NULL,
  body_encrypted bytea,
  locale text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'sent', 'abandoned', 'kept')),
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  claimed_until timestamptz,
  last_error text,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  sent_at timestamptz,
  CONSTRAINT mail_outbox_waits_with_body CHECK (state <> 'waiting' OR body_encrypted IS NOT NULL),
  CONSTRAINT mail_outbox_sent_has_time CHECK ((state = 'sent') = (sent_at IS NOT NULL))
);
-- the sender: oldest due mail, what is in flight, what else waits for the same person
CREATE INDEX mail_outbox_waiting ON auth.mail_outbox (created_at, id) WHERE state = 'waiting';
CREATE INDEX mail_outbox_in_flight ON auth.mail_outbox (claimed_until) WHERE state = 'waiting' AND claimed_until IS NOT NULL;
CREATE INDEX mail_outbox_waiting_for ON auth.mail_outbox (recipient, created_at, id) WHERE state = 'waiting';
-- the hourly limit
CREATE INDEX mail_outbox_recent ON auth.mail_outbox (recipient, kind, created_at);
-- the development page
CREATE INDEX mail_outbox_kept ON auth.mail_outbox (created_at DESC, id DESC) WHERE body_encrypted IS NOT NULL;
--rollback DROP TABLE auth.mail_outbox;
