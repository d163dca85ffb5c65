--liquibase formatted sql

-- ENABLE ALWAYS: session_replication_role = replica, which a superuser may set, must not switch the triggers off.

--changeset gatehouse:audit-0003-create-refusal splitStatements:false
CREATE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on %.% refused: the trail is append-only', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END
$$;
--rollback DROP FUNCTION audit.refuse_change();

--changeset gatehouse:audit-0003-refuse-change-of-event
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.event
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
ALTER TABLE audit.event ENABLE ALWAYS TRIGGER append_only;
--rollback DROP TRIGGER append_only ON audit.event;

--changeset gatehouse:audit-0003-refuse-change-of-personal-data
CREATE TRIGGER erase_only BEFORE UPDATE OR TRUNCATE ON audit.personal_data
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
ALTER TABLE audit.personal_data ENABLE ALWAYS TRIGGER erase_only;
--rollback DROP TRIGGER erase_only ON audit.personal_data;
