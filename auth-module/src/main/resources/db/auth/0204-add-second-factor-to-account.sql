--liquibase formatted sql

--changeset gatehouse:auth-0204
ALTER TABLE auth.account ADD COLUMN second_factor boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN auth.account.second_factor IS 'whether auth.totp or auth.email_otp has something for this account, so that nobody need look there for those who have none; written with them';
--rollback ALTER TABLE auth.account DROP COLUMN second_factor;
