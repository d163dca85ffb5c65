--liquibase formatted sql

--changeset gatehouse:storage-0020-create-fallen-back
-- Files that landed on another backend than they belong to; they go home when that is back.
CREATE TABLE storage.fallen_back (
  file_id uuid PRIMARY KEY REFERENCES storage.file (id) ON DELETE CASCADE,
  tried_at timestamptz
);
CREATE INDEX fallen_back_due ON storage.fallen_back (tried_at NULLS FIRST);
--rollback DROP TABLE storage.fallen_back;

--changeset gatehouse:storage-0020-create-backend-move
CREATE TABLE storage.backend_move (
  id uuid PRIMARY KEY,
  from_backend text NOT NULL,
  to_backend text NOT NULL,
  state text NOT NULL DEFAULT 'running',
  total bigint NOT NULL,
  done bigint NOT NULL DEFAULT 0,
  bytes bigint NOT NULL DEFAULT 0,
  failed bigint NOT NULL DEFAULT 0,
  -- The last file that was looked at: behind it the work goes on, whoever does it.
  position uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  requested_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  finished_at timestamptz,
  CONSTRAINT backend_move_state CHECK (state IN ('running', 'finished')),
  CONSTRAINT backend_move_finished CHECK ((state = 'finished') = (finished_at IS NOT NULL)),
  CONSTRAINT backend_move_elsewhere CHECK (from_backend <> to_backend)
);
CREATE UNIQUE INDEX backend_move_running ON storage.backend_move (state) WHERE state = 'running';
CREATE INDEX backend_move_newest ON storage.backend_move (created_at DESC, id);
--rollback DROP TABLE storage.backend_move;

--changeset gatehouse:storage-0020-index-file-backend
CREATE INDEX file_backend ON storage.file (backend, id) INCLUDE (size);
--rollback DROP INDEX storage.file_backend;

--changeset gatehouse:storage-0020-add-chores
INSERT INTO storage.chore (name, due_at) VALUES ('bring_home', clock_timestamp()), ('migrate', clock_timestamp());
--rollback DELETE FROM storage.chore WHERE name IN ('bring_home', 'migrate');
