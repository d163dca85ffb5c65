--liquibase formatted sql

--changeset session:0260-add-audience
ALTER TABLE session.session ADD COLUMN audience text NOT NULL DEFAULT 'users' CHECK (audience IN ('users', 'admins'));
COMMENT ON COLUMN session.session.audience IS 'the area of the API that the session opens, and no other';
--rollback ALTER TABLE session.session DROP COLUMN audience;

--changeset session:0260-account-deleted
ALTER TABLE session.session DROP CONSTRAINT session_revoked_reason_check;
ALTER TABLE session.session ADD CONSTRAINT session_revoked_reason_check CHECK (revoked_reason IN (
  'logged_out', 'revoked_by_owner', 'revoked_by_admin', 'token_reused',
  'password_changed', 'second_factor_changed', 'address_proven_by_another', 'address_restored', 'password_reset_forced', 'denied_by_owner',
  'account_disabled', 'account_deleted'));
--rollback ALTER TABLE session.session DROP CONSTRAINT session_revoked_reason_check;
--rollback ALTER TABLE session.session ADD CONSTRAINT session_revoked_reason_check CHECK (revoked_reason IN ('logged_out', 'revoked_by_owner', 'revoked_by_admin', 'token_reused', 'password_changed', 'second_factor_changed', 'address_proven_by_another', 'address_restored', 'password_reset_forced', 'denied_by_owner', 'account_disabled')) NOT VALID;

--changeset session:0260-by-age
--comment: the admins' list of all live sessions, newest first
CREATE INDEX session_live_by_age ON session.session (created_at DESC, id DESC) WHERE revoked_at IS NULL;
--rollback DROP INDEX session.session_live_by_age;
