--liquibase formatted sql

--changeset session:0200-add-reason-second-factor
ALTER TABLE session.session DROP CONSTRAINT IF EXISTS session_revoked_reason_check;
ALTER TABLE session.session ADD CONSTRAINT session_revoked_reason_check CHECK (revoked_reason IN (
    'logged_out', 'revoked_by_owner', 'revoked_by_admin', 'token_reused', 'password_changed',
    'second_factor_changed', 'address_proven_by_another', 'account_disabled'));
--rollback ALTER TABLE session.session DROP CONSTRAINT session_revoked_reason_check;
--rollback ALTER TABLE session.session ADD CONSTRAINT session_revoked_reason_check CHECK (revoked_reason IN ('logged_out', 'revoked_by_owner', 'revoked_by_admin', 'token_reused', 'password_changed', 'address_proven_by_another', 'account_disabled'));
