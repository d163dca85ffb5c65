--liquibase formatted sql

--changeset gatehouse:auth-0005
CREATE TABLE auth.sign_up_burst (
    email    text        PRIMARY KEY,
    began_at timestamptz NOT NULL,
    running  integer     NOT NULL CHECK (running >= 0)
);
COMMENT ON TABLE auth.sign_up_burst IS 'addresses for which sign-ups are running on any node, and since when';
--rollback DROP TABLE auth.sign_up_burst;
