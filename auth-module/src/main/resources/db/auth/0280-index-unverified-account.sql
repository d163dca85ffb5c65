--liquibase formatted sql

--changeset gatehouse:auth-0280
--comment: what is cleared away is looked for every minute
CREATE INDEX account_unverified ON auth.account (updated_at) WHERE email_verified_at IS NULL;
--rollback DROP INDEX auth.account_unverified;
