--liquibase formatted sql

-- Insert is granted by column: id, sequence and time of an event are the database's alone.

--changeset gatehouse:audit-9000-grant-application-role runAlways:true
GRANT USAGE ON SCHEMA audit TO "${app_role}";
GRANT SELECT ON audit.event TO "${app_role}";
GRANT INSERT (category, type, outcome, actor_type, actor_id, subject_id, session_id, request_id, reason, detail,
  personal_commitment) ON audit.event TO "${app_role}";
GRANT SELECT, INSERT, DELETE ON audit.personal_data TO "${app_role}";
GRANT SELECT ON audit.login_log, audit.admin_action, audit.security_event TO "${app_role}";
--rollback REVOKE ALL ON ALL TABLES IN SCHEMA audit FROM "${app_role}";
--rollback REVOKE USAGE ON SCHEMA audit FROM "${app_role}";
