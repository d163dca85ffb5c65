--liquibase formatted sql

--changeset gatehouse:storage-0001-create-schema
CREATE SCHEMA storage;
--rollback DROP SCHEMA storage;

--changeset gatehouse:storage-0001-create-usage
CREATE TABLE storage.usage (
  account_id uuid PRIMARY KEY,
  used_bytes bigint NOT NULL DEFAULT 0,
  file_count bigint NOT NULL DEFAULT 0,
  CONSTRAINT usage_used_bytes CHECK (used_bytes >= 0),
  CONSTRAINT usage_file_count CHECK (file_count >= 0),
  CONSTRAINT usage_bytes_need_files CHECK (file_count > 0 OR used_bytes = 0)
);
--rollback DROP TABLE storage.usage;
