--liquibase formatted sql

--changeset gatehouse:storage-0030-create-upload
-- An upload that comes in several requests. Its room is the reservation of the same id, which ends with this row or its file.
CREATE TABLE storage.upload (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL,
  name text NOT NULL,
  declared_type text,
  metadata text NOT NULL,
  length bigint NOT NULL,
  -- The last byte counts only once the file is there: received = length says that it is.
  received bigint NOT NULL DEFAULT 0,
  file_id uuid,
  -- Who writes now, on whichever node; a node that was killed does not hold it for ever.
  writer uuid,
  writer_until timestamptz,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at timestamptz NOT NULL,
  CONSTRAINT upload_name CHECK (octet_length(name) BETWEEN 1 AND 255),
  CONSTRAINT upload_received CHECK (received BETWEEN 0 AND length),
  CONSTRAINT upload_finished CHECK ((file_id IS NOT NULL) = (received = length) OR length = 0),
  CONSTRAINT upload_writer CHECK ((writer IS NULL) = (writer_until IS NULL))
);
CREATE INDEX upload_account ON storage.upload (account_id);
CREATE INDEX upload_expiry ON storage.upload (expires_at);
--rollback DROP TABLE storage.upload;

--changeset gatehouse:storage-0030-create-upload-piece
-- What one request brought, as an object of its own; of its bytes the first ones count.
CREATE TABLE storage.upload_piece (
  object_key uuid PRIMARY KEY,
  upload_id uuid NOT NULL REFERENCES storage.upload (id),
  first bigint NOT NULL,
  counted bigint NOT NULL,
  sha256 text NOT NULL,
  backend text NOT NULL,
  CONSTRAINT upload_piece_counted CHECK (counted >= 0),
  CONSTRAINT upload_piece_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$')
);
CREATE INDEX upload_piece_order ON storage.upload_piece (upload_id, first);
--rollback DROP TABLE storage.upload_piece;

--changeset gatehouse:storage-0030-spare-pieces
CREATE OR REPLACE VIEW storage.referenced_object AS
SELECT object_key, backend FROM storage.file
UNION ALL SELECT object_key, backend FROM storage.upload_piece;
--rollback CREATE OR REPLACE VIEW storage.referenced_object AS SELECT object_key, backend FROM storage.file;
