--liquibase formatted sql

--changeset gatehouse:auth-0262
--comment: the admins' list of users, newest first
CREATE INDEX account_by_age ON auth.account (created_at DESC, id DESC);
--rollback DROP INDEX auth.account_by_age;
