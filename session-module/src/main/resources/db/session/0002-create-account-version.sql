--liquibase formatted sql

--changeset session:0002-create-account-version
CREATE TABLE session.account_version (
  account_id uuid PRIMARY KEY,
  lowest bigint NOT NULL CHECK (lowest > 0),
  changed_at timestamptz NOT NULL
);
CREATE INDEX account_version_by_change ON session.account_version (changed_at);
--rollback DROP TABLE session.account_version;
