--liquibase formatted sql

--changeset session:0003-create-signing-key
CREATE TABLE session.signing_key (
  id uuid PRIMARY KEY,
  private_key bytea NOT NULL,
  public_jwk text NOT NULL,
  created_at timestamptz NOT NULL,
  signs_from timestamptz NOT NULL,
  retired_at timestamptz,
  CONSTRAINT signing_key_retires_after_use CHECK (retired_at > signs_from)
);
COMMENT ON COLUMN session.signing_key.signs_from IS 'published from creation, signs from here until a later key does';
COMMENT ON COLUMN session.signing_key.retired_at IS 'no longer published: nothing that it signed can still be valid';
--rollback DROP TABLE session.signing_key;
