--liquibase formatted sql

--changeset gatehouse:audit-0002-create-personal-data
CREATE TABLE audit.personal_data (
  event_id uuid PRIMARY KEY REFERENCES audit.event (id),
  email text,
  ip_address text,
  user_agent text,
  salt bytea NOT NULL,
  CONSTRAINT personal_data_something CHECK (num_nonnulls(email, ip_address, user_agent) > 0),
  CONSTRAINT personal_data_salt CHECK (octet_length(salt) = 32)
);
--rollback DROP TABLE audit.personal_data;
