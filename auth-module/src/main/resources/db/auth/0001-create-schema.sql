--liquibase formatted sql

--changeset gatehouse:auth-0001
CREATE SCHEMA auth;
--rollback DROP SCHEMA auth;
