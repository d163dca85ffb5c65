--liquibase formatted sql

--changeset gatehouse:audit-0004-create-login-log
CREATE VIEW audit.login_log AS
SELECT event.id, event.sequence, event.occurred_at, event.type, event.outcome, event.actor_type, event.actor_id,
  event.subject_id, event.session_id, event.request_id, personal.email, personal.ip_address, personal.user_agent,
  event.reason, event.detail
FROM audit.event AS event
LEFT JOIN audit.personal_data AS personal ON personal.event_id = event.id
WHERE event.category = 'login';
--rollback DROP VIEW audit.login_log;

--changeset gatehouse:audit-0004-create-admin-action
CREATE VIEW audit.admin_action AS
SELECT event.id, event.sequence, event.occurred_at, event.type, event.outcome, event.actor_type, event.actor_id,
  event.subject_id, event.session_id, event.request_id, personal.email, personal.ip_address, personal.user_agent,
  event.reason, event.detail
FROM audit.event AS event
LEFT JOIN audit.personal_data AS personal ON personal.event_id = event.id
WHERE event.category = 'admin';
--rollback DROP VIEW audit.admin_action;

--changeset gatehouse:audit-0004-create-security-event
CREATE VIEW audit.security_event AS
SELECT event.id, event.sequence, event.occurred_at, event.type, event.outcome, event.actor_type, event.actor_id,
  event.subject_id, event.session_id, event.request_id, personal.email, personal.ip_address, personal.user_agent,
  event.reason, event.detail
FROM audit.event AS event
LEFT JOIN audit.personal_data AS personal ON personal.event_id = event.id
WHERE event.category = 'security';
--rollback DROP VIEW audit.security_event;
