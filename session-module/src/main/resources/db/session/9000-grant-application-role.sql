--liquibase formatted sql

--changeset session:9000-grant-application-role runAlways:true
GRANT USAGE ON SCHEMA session TO "${app_role}";
GRANT SELECT, INSERT, DELETE ON session.session TO "${app_role}";
GRANT UPDATE (
  refresh_token_hash, previous_token_hash, rotation_salt, rotation_key_id, rotated_at,
  authenticated_at, last_used_at, expires_at, revoked_at, revoked_reason,
  page_token_hash, device_fingerprint
) ON session.session TO "${app_role}";
GRANT SELECT, INSERT, UPDATE (lowest, changed_at) ON session.account_version TO "${app_role}";
GRANT SELECT, INSERT ON session.signing_key TO "${app_role}";
--rollback REVOKE ALL ON ALL TABLES IN SCHEMA session FROM "${app_role}";
--rollback REVOKE USAGE ON SCHEMA session FROM "${app_role}";
