--liquibase formatted sql

--changeset gatehouse:storage-0002-create-file
CREATE TABLE storage.file (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL,
  kind text NOT NULL DEFAULT 'file',
  name text NOT NULL,
  content_type text NOT NULL,
  size bigint NOT NULL,
  sha256 text NOT NULL,
  backend text NOT NULL,
  object_key uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT file_kind CHECK (kind IN ('file', 'picture')),
  CONSTRAINT file_name CHECK (octet_length(name) BETWEEN 1 AND 255),
  CONSTRAINT file_size CHECK (size >= 0),
  CONSTRAINT file_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  CONSTRAINT file_object UNIQUE (object_key)
);
CREATE INDEX file_newest ON storage.file (account_id, kind, created_at DESC, id DESC);
--rollback DROP TABLE storage.file;

--changeset gatehouse:storage-0002-create-reservation
-- Room that an upload in progress has been promised; its owner renews it as long as it lives.
ALTER TABLE storage.usage
  ADD COLUMN reserved_bytes bigint NOT NULL DEFAULT 0,
  ADD COLUMN reserved_files bigint NOT NULL DEFAULT 0,
  ADD CONSTRAINT usage_reserved_bytes CHECK (reserved_bytes >= 0),
  ADD CONSTRAINT usage_reserved_files CHECK (reserved_files >= 0);
CREATE TABLE storage.reservation (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL,
  bytes bigint NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT reservation_bytes CHECK (bytes >= 0)
);
CREATE INDEX reservation_account ON storage.reservation (account_id);
CREATE INDEX reservation_expiry ON storage.reservation (expires_at);
--rollback DROP TABLE storage.reservation;
--rollback ALTER TABLE storage.usage DROP COLUMN reserved_bytes, DROP COLUMN reserved_files;

--changeset gatehouse:storage-0002-create-deleted-object
-- Objects whose rows are gone: they stand here until their backend says that they are gone too.
CREATE TABLE storage.deleted_object (
  object_key uuid PRIMARY KEY,
  backend text NOT NULL,
  deleted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  tried_at timestamptz
);
CREATE INDEX deleted_object_due ON storage.deleted_object (tried_at NULLS FIRST);
--rollback DROP TABLE storage.deleted_object;

--changeset gatehouse:storage-0002-create-chore
-- When work that one node does for all is next due. A node takes it by moving the time on.
CREATE TABLE storage.chore (
  name text PRIMARY KEY,
  due_at timestamptz NOT NULL
);
INSERT INTO storage.chore (name, due_at) VALUES ('sweep', clock_timestamp());
--rollback DROP TABLE storage.chore;

--changeset gatehouse:storage-0002-create-referenced-object
-- Everything that the sweeper must leave alone. Whatever else comes to own objects belongs in here.
CREATE VIEW storage.referenced_object AS SELECT object_key, backend FROM storage.file;
--rollback DROP VIEW storage.referenced_object;
