--liquibase formatted sql

--changeset gatehouse:audit-0001-create-schema
CREATE SCHEMA audit;
--rollback DROP SCHEMA audit;

--changeset gatehouse:audit-0001-create-event
CREATE TABLE audit.event (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  sequence bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  occurred_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  category text NOT NULL,
  type text NOT NULL,
  outcome text NOT NULL,
  actor_type text NOT NULL,
  actor_id uuid,
  subject_id uuid,
  session_id uuid,
  request_id text,
  reason text,
  detail jsonb NOT NULL DEFAULT '{}',
  personal_commitment bytea,
  CONSTRAINT event_category CHECK (category IN ('login', 'account', 'session', 'admin', 'security', 'file')),
  CONSTRAINT event_type CHECK (starts_with(type, category || '.')),
  CONSTRAINT event_outcome CHECK (outcome IN ('success', 'failure', 'denied')),
  CONSTRAINT event_actor_type CHECK (actor_type IN ('user', 'admin', 'system', 'anonymous')),
  CONSTRAINT event_actor_id CHECK ((actor_type IN ('user', 'admin')) = (actor_id IS NOT NULL)),
  CONSTRAINT event_detail CHECK (jsonb_typeof(detail) = 'object'),
  CONSTRAINT event_personal_commitment CHECK (octet_length(personal_commitment) = 32)
);
CREATE INDEX event_by_subject ON audit.event (subject_id, sequence DESC) WHERE subject_id IS NOT NULL;
--rollback DROP TABLE audit.event;
