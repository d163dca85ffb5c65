--liquibase formatted sql

--changeset session:0280-add-reason-factor-demanded
ALTER TABLE session.session DROP CONSTRAINT session_revoked_reason_check;
ALTER TABLE session.session ADD CONSTRAINT session_revoked_reason_check CHECK (revoked_reason IN (
  'logged_out', 'revoked_by_owner', 'revoked_by_admin', 'token_reused',
  'password_changed', 'second_factor_changed', 'second_factor_demanded', 'address_proven_by_another',
  'address_restored', 'password_reset_forced', 'denied_by_owner', 'account_disabled', 'account_deleted'));
--rollback ALTER TABLE session.session DROP CONSTRAINT session_revoked_reason_check;
--rollback ALTER TABLE session.session ADD CONSTRAINT session_revoked_reason_check CHECK (revoked_reason IN ('logged_out', 'revoked_by_owner', 'revoked_by_admin', 'token_reused', 'password_changed', 'second_factor_changed', 'address_proven_by_another', 'address_restored', 'password_reset_forced', 'denied_by_owner', 'account_disabled', 'account_deleted')) NOT VALID;
