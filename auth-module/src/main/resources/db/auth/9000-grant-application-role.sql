--liquibase formatted sql

--changeset gatehouse:auth-9000 runAlways:true
GRANT USAGE ON SCHEMA auth TO "${app_role}";
GRANT SELECT, INSERT, UPDATE ON auth.account TO "${app_role}";
GRANT SELECT, INSERT, UPDATE ON auth.one_time_token TO "${app_role}";
GRANT SELECT, INSERT ON auth.consent TO "${app_role}";
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.sign_up_burst TO "${app_role}";
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.mail_outbox TO "${app_role}";
GRANT SELECT, INSERT, UPDATE (tries, ended_at) ON auth.challenge TO "${app_role}";
GRANT SELECT, INSERT, UPDATE (last_step, confirmed_at), DELETE ON auth.totp TO "${app_role}";
GRANT SELECT, INSERT, UPDATE (used_at), DELETE ON auth.recovery_code TO "${app_role}";
GRANT SELECT, INSERT, DELETE ON auth.email_otp TO "${app_role}";
GRANT SELECT, INSERT, UPDATE (tries, ended_at) ON auth.otp_attempt TO "${app_role}";
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.login_throttle TO "${app_role}";
GRANT SELECT, INSERT, UPDATE ON auth.known_device TO "${app_role}";
GRANT SELECT, INSERT, UPDATE ON auth.admin_account TO "${app_role}";
GRANT SELECT, INSERT, DELETE ON auth.admin_setup TO "${app_role}";
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.invitation TO "${app_role}";
GRANT DELETE ON auth.account, auth.challenge, auth.otp_attempt, auth.known_device TO "${app_role}";
--rollback REVOKE ALL ON ALL TABLES IN SCHEMA auth FROM "${app_role}"; REVOKE USAGE ON SCHEMA auth FROM "${app_role}";
